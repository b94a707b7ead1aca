"""What holds for online help (在线帮办规则); pure."""
