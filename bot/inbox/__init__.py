"""The questions that were accepted: what has been taken, what is under way and by whom, what was replied."""
