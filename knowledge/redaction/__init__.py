"""What must not leave the case store."""
