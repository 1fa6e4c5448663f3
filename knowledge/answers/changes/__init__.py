"""Answers about changes: periods and segments held against each other, and where a change sits."""
