"""Halls (大厅): appointments that never push out who just comes, numbers, calls, and a result for each."""
