"""What holds for help in person (上门帮办规则); pure."""
