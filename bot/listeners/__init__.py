"""What Slack sends us, in our words: kept, acknowledged, handed on, answered."""
