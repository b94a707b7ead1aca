"""Acts of receiving without a network (离线收件的办理)."""
