"""Reading charges and tills (收费的查询)."""
