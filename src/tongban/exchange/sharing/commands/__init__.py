"""Acts of sharing (供需对接、共享申请、使用)."""
