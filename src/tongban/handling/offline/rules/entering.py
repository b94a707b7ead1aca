"""What may be entered later (补录): numbers handed out to this place, and a time between handing out and now; pure."""

from datetime import datetime

from tongban.foundation.kernel.codes import check, is_offline
from tongban.foundation.kernel.errors import Fault

BASIS = "行政许可法 第三十二条第二款"
MOST_NUMBERS = 200


def number_faults(typed: str) -> list[Fault]:
    """What is wrong with a number as typed from the paper, before anybody looks whose it is."""
    judged = check("case_number", typed)
    if judged.errors:
        return [Fault("/paper_number", each.code, each.message) for each in judged.errors]
    if not is_offline(judged.normalized):
        return [Fault("/paper_number", "not_offline", "这不是离线号段的编号。请照纸质收件单上印的编号填。")]
    return []


def time_faults(received_at: datetime | None, *, reserved_at: datetime, at: datetime) -> list[Fault]:
    """The time of the real receipt lies after the number was handed out, to the minute, and not in the future."""
    if received_at is None:
        return [Fault("/paper_received", "missing", "请写纸质件实际收到的日期和时间。")]
    if received_at > at:
        return [Fault("/paper_received", "future", "实际收到的时间不能晚于现在。")]
    if received_at < reserved_at.replace(second=0, microsecond=0):
        return [Fault("/paper_received", "too_early", "实际收到的时间早于这个编号发给窗口的时间，请核对。")]
    return []
