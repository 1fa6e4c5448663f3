"""A local stand-in for Slack that speaks its Web API, Socket Mode and request URLs, with a page to try it in."""
