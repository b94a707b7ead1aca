"""What an invitation and an answer say (评价邀请、反馈): no grade is named, nothing is promised for one; pure."""


def invitation(name: str, address: str, *, days: int) -> str:
    """The message after a service: neutral, and that nobody who served sees who rates."""
    return (
        f"“{name[:80]}”已经办完。办得怎么样，由您评价，五个等级随您选，也可以不评。"
        f"经办的人看不到谁评、谁没评。{days}天内有效：{address}"
    )


def feedback(name: str, words: str, address: str) -> str:
    """What became of a bad rating."""
    return f"您对“{name[:60]}”的评价已经处理。{words[:300]}如果还不满意，可以再评一次：{address}"
