"""What the assistant of the demo city could not answer (演示问答): sample questions, asked by nobody in particular."""

from datetime import datetime

from tongban.registers.answers.commands import keep_unanswered
from tongban.registers.catalog.queries import cards

_ASKED = {
    ("000163001001", "01"): {"护照去泰国免签吗": 6, "护照照片能戴美瞳吗": 2},
    ("000131024000", "01"): {"食品证要挂在墙上吗": 4},
    ("000511001000", "01"): {"低保户能买车吗": 9},
    ("622017002W00", "01"): {"公积金贷款能用来装修吗": 12},
}


def load_unanswered(at: datetime) -> None:
    """Told after the cases, once with them."""
    known = {(each.basic_code, each.option_code[-2:]): each.option_code for each in cards()}
    counts = {
        (known[key], text): times for key, asked in _ASKED.items() if key in known for text, times in asked.items()
    }
    keep_unanswered(counts, at=at)
