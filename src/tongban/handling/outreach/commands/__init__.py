"""Acts of help in person (上门帮办)."""
