"""Tests of what Slack sends, as the listeners take it."""
