"""Reading requests, demands and uses (共享情况)."""
