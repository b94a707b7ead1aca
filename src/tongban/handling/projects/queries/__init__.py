"""Reading projects (项目的查询): whose they are, how each stage stands, what a stage still asks."""
