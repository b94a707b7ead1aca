"""Looks at personal data under watch (查看留痕监督): the person's question, patterns, the policy behind both."""
