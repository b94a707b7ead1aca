"""Pulling and settling (回流、处理隔离批次)."""
