"""Reading work orders (工单)."""
