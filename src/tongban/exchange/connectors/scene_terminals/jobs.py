"""What a timer does with the records of simulated terminals."""

from datetime import datetime

from tongban.foundation.kernel.clock import local_day

from .simulator import forget_uses


def forget_old(at: datetime) -> int:
    """到期删除 (个人信息保护法 第四十七条): records past the days of their scene go."""
    return forget_uses(on=local_day(at))
