"""Charts of answers: what is drawn, Slack's own block of it, and a picture where Slack takes no such block."""
