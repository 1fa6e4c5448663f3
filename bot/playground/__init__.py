"""A local stand-in for Slack that speaks its Web API and Socket Mode."""
