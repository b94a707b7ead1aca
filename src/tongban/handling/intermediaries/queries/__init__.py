"""Reading the supermarket (中介服务查询)."""
