"""Reading numbers and what was entered (离线收件的查询)."""
