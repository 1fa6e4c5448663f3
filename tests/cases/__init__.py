"""What several cases say together, and one by itself."""
