"""Reading what was handed down (下沉事项): lists of places, and what a counter may do there."""
