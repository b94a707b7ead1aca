"""What a scene of codes may ask, and how it is switched on and off; pure."""
