"""What people, Slack and databases do wrong, to the whole assistant."""
