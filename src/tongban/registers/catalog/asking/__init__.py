"""The words of staff held against the list (清单外要求)."""
