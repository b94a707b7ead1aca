"""Acts with numbers and appointments (取号、叫号、预约)."""
