"""Reading first contacts (首问)."""
