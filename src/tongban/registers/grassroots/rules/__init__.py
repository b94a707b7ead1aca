"""What the plan says about matters handed down to towns, communities and villages (事项下沉); pure."""
