"""The reader that is always there: from linked words to a Plan."""
