"""What Slack sends us, in our words: one call, one reply."""
