"""What the plan says of compiling, reviewing and publishing lists (编制、审核、发布); pure."""
