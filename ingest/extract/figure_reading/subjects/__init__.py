"""What a statement is about: indicator, reporter, partners, part."""
