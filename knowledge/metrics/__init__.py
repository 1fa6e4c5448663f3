"""What can be counted, over which periods and segments, and how a number is computed from the facts."""
