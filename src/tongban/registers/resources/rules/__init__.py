"""What the city decided on data resources (数据资源规则); pure."""
