"""What holds in halls (大厅规则); pure."""
