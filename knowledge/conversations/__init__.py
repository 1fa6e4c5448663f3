"""What was asked and answered: the state of each thread, and the receipts that are replayed."""
