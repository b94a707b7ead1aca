"""Acts with charges and tills (收费的办理)."""
