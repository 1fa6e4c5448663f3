"""From a Plan to an Answer: evidence, wording, the grounding check, the receipt."""
