"""Acts on the catalogue of data resources (编目、上线、数据专员)."""
