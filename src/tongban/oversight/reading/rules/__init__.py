"""What is right in looking at personal data (查看规则): states, flows, patterns, the policy; pure."""
