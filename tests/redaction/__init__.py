"""What must not leave the case store does not, and what only looks like it does."""
