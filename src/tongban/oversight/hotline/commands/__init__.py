"""What is done with work orders (工单办理)."""
