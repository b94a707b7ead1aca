"""What holds for first contacts (首问规则); pure."""
