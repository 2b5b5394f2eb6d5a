"""The amounts and percentages of a sentence, each with its role."""
