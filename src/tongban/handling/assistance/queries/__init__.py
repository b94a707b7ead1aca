"""Reading online help (在线帮办): whose it is, what was said, what a helper sees of a form, how fast help came."""
