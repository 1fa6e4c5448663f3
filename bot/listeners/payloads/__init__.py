"""What Slack sends, as values of ours: its dicts go no further. Pure functions, forgiving about what is missing."""
