"""Ways to be connected to Slack: Socket Mode, HTTP, one workspace or several."""
