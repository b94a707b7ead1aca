"""Reading how places stand: names, signs, what is still open."""
