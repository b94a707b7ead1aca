"""Writing: questions, findings, the policy of sensitive look-ups."""
