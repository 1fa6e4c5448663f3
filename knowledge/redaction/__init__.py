"""What must not leave the case store: found in a text and replaced by a word that says what stood there."""
