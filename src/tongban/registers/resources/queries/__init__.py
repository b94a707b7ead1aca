"""Reading the catalogue of data resources (查目录)."""
