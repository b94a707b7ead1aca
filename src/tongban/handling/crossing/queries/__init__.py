"""Reading crossings (跨域办件)."""
