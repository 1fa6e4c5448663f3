"""What happens in the workspace: messages, edits, tabs that are opened, sessions that end."""
