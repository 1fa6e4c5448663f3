"""What a local workspace holds: people, channels, messages, views, files. No clock, no network: instants come in."""
