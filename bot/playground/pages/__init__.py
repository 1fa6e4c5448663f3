"""What the page asks the local Slack for: what one person sees, what has changed, and what they do."""
