"""A second opinion on every payload: Slack's own types as a JSON Schema, beside the limits that `bot` knows."""
