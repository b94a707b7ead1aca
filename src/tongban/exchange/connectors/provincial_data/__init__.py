"""Data that comes back from the province (数据回流): pulled by dataset, checked, taken in or kept apart."""
