"""Prose of a chat model: what it states, what it is held against, and who sees it."""
