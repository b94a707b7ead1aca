"""What the law says of construction projects (工程建设项目的规则): stages, lengths, what is asked once; pure."""
