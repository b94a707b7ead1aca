"""Writing: editions of policies, one's own choice, the run that tells and proposes, grants, payment files."""
