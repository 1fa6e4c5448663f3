"""The reader behind which a chat model stands: what it is told, what it answers, and what of that is a Plan."""
