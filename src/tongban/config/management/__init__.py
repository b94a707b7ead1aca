"""Django commands that the house does in its own way."""
