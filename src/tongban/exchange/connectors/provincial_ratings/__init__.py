"""The province's system of ratings (省好差评系统): every rating and its end, once, in order, with a receipt. R-110."""
