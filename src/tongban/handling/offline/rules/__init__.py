"""What holds for numbers and times of paper cases (离线收件规则); pure."""
