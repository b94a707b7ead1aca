"""Finding who is the same (归并) and deciding on candidates (核对)."""
