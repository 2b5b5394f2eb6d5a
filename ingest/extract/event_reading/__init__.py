"""From mentions to events: what a sentence says of which event, and which sentences speak of the same one."""
