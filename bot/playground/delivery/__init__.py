"""How what happens reaches the app: by Socket Mode or by HTTP, again if need be, and how the app acknowledges it."""
