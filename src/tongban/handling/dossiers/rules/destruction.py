"""Appraising archives and destroying them (档案鉴定销毁): two persons and a table of steps; 档案法 第二十一条; pure.

One person proposes what becomes of archives whose term is over, another one approves, then it is carried out: the
content of a package goes, its hashes and the list stay. Whatever is kept on has a new term and a reason.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.errors import Fault
from tongban.foundation.kernel.flow import Ask, Flow, step

from .retention import PERMANENT

LONGEST = 500
BASIS = "档案法 第二十一条: 禁止擅自销毁档案"
PROPOSERS = frozenset({Role.SUPERVISOR})
KEEPERS = frozenset({Role.SUPERVISOR, Role.AUDIT_ADMIN})


class DestructionStatus(StrEnum):
    """How a list stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    TAKEN_BACK = "taken_back"
    CARRIED_OUT = "carried_out"

    @property
    def label(self) -> str:
        return _LABELS[self]


S = DestructionStatus
_LABELS = {
    S.PROPOSED: "等待批准",
    S.APPROVED: "已批准，等待执行",
    S.SENT_BACK: "没有同意",
    S.TAKEN_BACK: "已撤回",
    S.CARRIED_OUT: "已执行",
}
OPEN = frozenset({S.PROPOSED, S.APPROVED})
FLOW = Flow(
    "档案鉴定销毁",
    S,
    step("propose", {S.PROPOSED}, S.PROPOSED, by=PROPOSERS, label="提出清单", basis=BASIS),
    step("approve", {S.PROPOSED}, S.APPROVED, by=KEEPERS, label="批准", basis=BASIS, asks=(Ask("words", "批准意见"),)),
    step("send_back", {S.PROPOSED}, S.SENT_BACK, by=KEEPERS, label="不同意", basis=BASIS, asks=(Ask("words", "理由"),)),
    step("take_back", OPEN, S.TAKEN_BACK, by=PROPOSERS, label="撤回", basis=BASIS, asks=(Ask("words", "原因"),)),
    step("carry_out", {S.APPROVED}, S.CARRIED_OUT, by=KEEPERS, label="执行", basis=BASIS, is_grave=True),
)


class Fate(StrEnum):
    """What becomes of an archive whose term is over (鉴定结论)."""

    DESTROY = "destroy"
    TEN = "ten"
    THIRTY = "thirty"
    EVER = "ever"

    @property
    def label(self) -> str:
        return {"destroy": "销毁", "ten": "再保管10年", "thirty": "再保管30年", "ever": "改为永久保管"}[self.value]


_YEARS = {Fate.TEN: 10, Fate.THIRTY: 30}


@dataclass(frozen=True, slots=True)
class Appraised:
    """What one person says of an archive; `archive` is the key of its register."""

    archive: int
    fate: Fate
    reason: str = ""


def new_term(fate: Fate, *, on: date) -> tuple[str, date | None]:
    """The new term of what is kept on from this day: its words and its last day, None for ever."""
    assert fate is not Fate.DESTROY, "what is destroyed has no term"
    years = _YEARS.get(fate)
    return (PERMANENT, None) if years is None else (f"{years}年", date(on.year + years, 12, 31))


def faults_of(
    given: Sequence[Appraised], *, due: Collection[int], running: Mapping[int, str], opinion: str
) -> list[Fault]:
    """Everything that is wrong with a proposal: `due` may be appraised, of `running` something is not over yet."""
    found = [] if given else [Fault("/fates", "required", "请至少对一个案卷作出鉴定结论。")]
    if not opinion or len(opinion) > LONGEST:
        found.append(Fault("/opinion", "required", f"请写鉴定意见，不超过{LONGEST}个字。"))
    for each in given:
        if each.archive not in due:
            words = "这个案卷没有到期，或者已经在别的清单里，请刷新后重做。"
            found.append(Fault(f"/fate-{each.archive}", "not_due", words))
        elif each.fate is Fate.DESTROY and each.archive in running:
            words = f"{running[each.archive]}，不能销毁。等办完再鉴定，或者选择继续保管。"
            found.append(Fault(f"/fate-{each.archive}", "running", words))
        if len(each.reason) > LONGEST or (each.fate is not Fate.DESTROY and not each.reason):
            words = f"继续保管的请写理由，不超过{LONGEST}个字。"
            found.append(Fault(f"/reason-{each.archive}", "required", words))
    return found
