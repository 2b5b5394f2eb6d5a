"""Recognisers: each finds one kind of mention in a text, with its place and normalised value."""
