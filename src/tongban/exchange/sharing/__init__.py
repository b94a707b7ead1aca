"""Sharing of data (政务数据共享): demands, requests, grants, and every use of them on record."""
