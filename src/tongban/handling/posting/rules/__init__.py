"""Rules of sending results by post (寄送): states, steps, addresses, what the post tells; pure."""
