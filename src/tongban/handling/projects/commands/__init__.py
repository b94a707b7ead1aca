"""What is done with a project (项目的办理): one verb, one record."""
