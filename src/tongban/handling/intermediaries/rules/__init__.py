"""What the plan and the law say of intermediary services (中介服务规则); pure."""
