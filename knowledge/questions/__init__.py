"""What a question means: the Plan, and the readers that make one."""
