"""The methods of Slack's Web API, grouped as Slack groups them."""
