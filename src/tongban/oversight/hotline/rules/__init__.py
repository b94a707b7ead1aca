"""What holds for work orders (工单规则); pure."""
