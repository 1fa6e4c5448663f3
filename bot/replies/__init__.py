"""How a reply reaches Slack: the sign that it is coming, streams, messages, private replies, pictures."""
