"""What the province learns of a rating (上报内容), in its own codes; plan 三(五)1; R-110."""

from collections.abc import Mapping
from enum import StrEnum

from tongban.oversight.evaluations.rules.grades import Way

CHANNEL = "provincial_ratings"
BASIS = "实施方案 三(五)1 评价数据实时上报省好差评系统"


class Kind(StrEnum):
    """What a message tells."""

    RATED = "rated"
    EXCLUDED = "excluded"
    SETTLED = "settled"
    RATED_AGAIN = "rated_again"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Kind.RATED: "评价",
    Kind.EXCLUDED: "申诉成立，不计入",
    Kind.SETTLED: "差评处理结果",
    Kind.RATED_AGAIN: "再次评价",
}

# chain and verb of the ledger → what the province learns
HEARS: Mapping[tuple[str, str], Kind] = {
    ("evaluation", "rate"): Kind.RATED,
    ("evaluation", "transcribe"): Kind.RATED,
    ("redress", "uphold_appeal"): Kind.EXCLUDED,
    ("redress", "tell"): Kind.SETTLED,
    ("redress", "rate_again"): Kind.RATED_AGAIN,
}
CHAINS = tuple(dict.fromkeys(chain for chain, _ in HEARS))
VERBS = frozenset(verb for _, verb in HEARS)

# pf of the provincial interface: 7 is a default, which we do not have; paper and calls have no number of their own
WAYS: Mapping[Way, int] = {
    Way.PC: 1,
    Way.MOBILE: 2,
    Way.QR: 3,
    Way.PAD: 4,
    Way.KIOSK: 5,
    Way.PAPER: 5,
    Way.PHONE: 5,
    Way.TEXT: 6,
    Way.API: 1,
}
FINISHED = 3
"""proStatus: the service has ended; nobody is asked before."""


def number_of(entry_id: int) -> str:
    """The number of the message about one entry of the ledger: one entry, one message."""
    return f"EV-{entry_id}"
