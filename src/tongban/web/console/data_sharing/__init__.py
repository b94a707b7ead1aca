"""Pages of data resources and their sharing (数据资源、共享交换)."""
