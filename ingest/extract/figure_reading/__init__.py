"""From the mentions of a sentence to the statements that it makes: chunks, quantities, subjects, economies."""
