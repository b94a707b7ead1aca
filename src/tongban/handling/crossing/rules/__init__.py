"""What is said and counted of a crossing (跨域办件); pure."""
