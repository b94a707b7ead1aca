"""Online help (在线帮办): ask, take, talk, point, propose, hand over, end."""
