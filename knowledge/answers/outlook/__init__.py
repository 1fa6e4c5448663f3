"""What is worth telling somebody who has not asked yet."""
