"""Scripts that measure ours beside a peer in one run."""
