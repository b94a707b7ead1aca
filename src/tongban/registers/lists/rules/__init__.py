"""What the plan says of published lists (清单): kinds, rows, editions, differences, matching; pure."""
