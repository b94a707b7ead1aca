"""Reading: questions, findings, the policy in force, who is watched."""
