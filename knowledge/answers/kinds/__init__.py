"""The kinds of answer: what each of them computes and says."""
