"""What a code is, how long it lives, and what may be asked by one (一码通)."""
