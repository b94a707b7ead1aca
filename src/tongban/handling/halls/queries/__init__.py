"""Reading numbers and appointments (号票、预约)."""
