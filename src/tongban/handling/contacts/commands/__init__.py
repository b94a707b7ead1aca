"""Writing first contacts (首问)."""
