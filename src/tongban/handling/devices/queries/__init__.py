"""Reading where terminals stand and how they are (终端现状)."""
