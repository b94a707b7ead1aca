"""Writing joint cases: lodge, accept together, tell once, correct, let through, withdraw, end."""
