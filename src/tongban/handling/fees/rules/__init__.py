"""What the law says about fees (收费规则); pure."""
