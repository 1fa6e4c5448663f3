"""Immutable states of everything derived from the cases: built, published, pinned, rolled back."""
