"""What the radar goes by (到期雷达); pure."""
