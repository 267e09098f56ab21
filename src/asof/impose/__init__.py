"""Print forms: the pages of a finished PDF on sheets to print and fold."""
