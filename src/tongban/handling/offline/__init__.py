"""Receiving without a network (离线应急收件): numbers handed out beforehand, paper cases entered later."""
