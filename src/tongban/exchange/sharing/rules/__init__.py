"""What the rules say on sharing (共享规则); pure."""
