"""The words that reading knows, as data files, and their loader."""
