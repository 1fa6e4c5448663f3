"""Answers as Block Kit: pure functions from values to blocks."""
