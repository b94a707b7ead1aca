"""What a policy is, whom it fits, and how a grant comes about; pure."""
