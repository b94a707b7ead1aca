"""Results by post as people see them (寄送)."""
