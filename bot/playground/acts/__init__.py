"""What people do in the local workspace, and what Slack tells the app of it."""
