"""The service map (政务地图): distances, who is open, what fits, and the drawing; pure."""
