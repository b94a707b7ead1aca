"""The provincial supervision system (省互联网+监管系统): who supervises what, and what was found, go there."""
