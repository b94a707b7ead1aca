"""What is done about results by post (寄送)."""
