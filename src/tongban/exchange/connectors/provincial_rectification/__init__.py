"""The province's system of rectification (省差评整改系统): what it hands down is put right here, and it learns how."""
