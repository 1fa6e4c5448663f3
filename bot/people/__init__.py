"""Who may ask, and which cases a person or a channel may see."""
