"""What Slack would refuse, block by block: limits, required and unknown fields, what goes where."""
