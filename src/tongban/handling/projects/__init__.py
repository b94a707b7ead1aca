"""Construction projects (工程建设项目): one file for all stages; what was given once serves every later stage."""
