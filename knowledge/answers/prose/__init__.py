"""Prose that a chat model writes, and the check that none of it passes without evidence."""
