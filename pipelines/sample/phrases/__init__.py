"""What customers write about and how their cases end, in words; slots in braces are filled per case."""
