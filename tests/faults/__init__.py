"""What the fault run is made of: the app as processes, people who ask, and what became of their questions."""
