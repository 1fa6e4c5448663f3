"""The Slack assistant. Imports knowledge only."""
