"""Reading joint cases: whose they are, lists, branches with the slowest, what is shared."""
