"""What is reported to the credit platform (报送内容): the promise, and what came of it; plan 四(五)1; R-146."""

from collections.abc import Mapping
from enum import StrEnum

CHANNEL = "credit"
BATCH = "credit_batch"
BATCH_BASIS = "实施方案 三(一)4 中介信用信息归集共享至市社会信用信息共享平台"
BASIS = "实施方案 四(五)1 承诺书与履约信息推送信用信息共享平台"


class Kind(StrEnum):
    """What a message tells."""

    PROMISE = "promise"
    WITHDRAWN = "withdrawn"
    KEPT = "kept"
    TO_MEND = "to_mend"
    MENDED = "mended"
    BROKEN = "broken"
    BARRED = "barred"
    REPAIRED = "repaired"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Kind.PROMISE: "承诺书",
    Kind.WITHDRAWN: "撤回承诺",
    Kind.KEPT: "核查属实",
    Kind.TO_MEND: "限期整改",
    Kind.MENDED: "整改完成",
    Kind.BROKEN: "虚假承诺，已撤销",
    Kind.BARRED: "记入信用记录",
    Kind.REPAIRED: "信用修复",
}

# chain and verb of the ledger → what the platform learns
HEARS: Mapping[tuple[str, str], Kind] = {
    ("case", "submit"): Kind.PROMISE,
    ("case", "receive"): Kind.PROMISE,
    ("case", "withdraw_commitment"): Kind.WITHDRAWN,
    ("commitment-check", "confirm"): Kind.KEPT,
    ("commitment-check", "order_rectification"): Kind.TO_MEND,
    ("commitment-check", "confirm_rectified"): Kind.MENDED,
    ("commitment-check", "revoke"): Kind.BROKEN,
    ("credit", "bar"): Kind.BARRED,
    ("credit", "lift"): Kind.REPAIRED,
}
CHAINS = tuple(dict.fromkeys(chain for chain, _ in HEARS))
VERBS = frozenset(verb for _, verb in HEARS)


def number_of(entry_id: int) -> str:
    """The number of the message about one entry of the ledger: one entry, one message."""
    return f"CN-{entry_id}"
