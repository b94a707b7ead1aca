"""One draft as a whole (文稿详情): its list, what is found, who said what, what happened, what may be done now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.models import Entry
from tongban.registers.catalog.findings import Finding
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.rules import duties
from tongban.registers.compiling.rules.duties import Work
from tongban.registers.compiling.rules.flow import FLOW
from tongban.registers.compiling.rules.states import Status, Verdict

from .findings import judged, kept, read
from .twins import twins_of
from .visible import draft_for, is_lead

_BEGINNINGS = {"push": "上级推送", "begin": "起草", "hand_in": "报送"}


@dataclass(frozen=True, slots=True)
class Said:
    """What one body said (审核意见)."""

    turn: int
    agency: str
    staff: str
    verdict: Verdict
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act on a draft (办理记录)."""

    at: datetime
    verb: str
    label: str
    by_name: str
    by_agency: str
    from_label: str
    to_label: str
    basis: str
    words: str


@dataclass(frozen=True, slots=True)
class WholeDraft:
    """Everything that a page about a draft shows."""

    draft: ListDraft
    status: Status
    operation: Operation
    item: ItemDocument
    findings: tuple[Finding, ...]
    unanswered: tuple[Finding, ...]
    locked: frozenset[str]
    opinions: tuple[Said, ...]
    history: tuple[HistoryLine, ...]
    actions: tuple[Step, ...]

    @property
    def agreed(self) -> tuple[str, ...]:
        """The bodies that agreed in this turn."""
        this = [each for each in self.opinions if each.turn == self.draft.turn]
        return tuple(each.agency for each in this if each.verdict is Verdict.AGREE)

    @property
    def needed(self) -> int:
        """How many bodies have to agree in all."""
        return BOUND.rules.bodies


def whole_draft(actor: Actor, pk: int, *, on: date) -> WholeDraft:
    """The draft with everything around it (a dozen statements); while it is being compiled it is judged as of now."""
    draft = draft_for(actor, pk)
    status = Status(draft.status)
    item = read(draft.document)
    is_open = status in (Status.PUSHED, Status.COMPILING, Status.RETURNED)
    findings = judged(draft, item, twins_of(draft), on=on) if is_open else kept(draft.findings)
    return WholeDraft(
        draft=draft,
        status=status,
        operation=Operation(draft.operation),
        item=item,
        findings=tuple(findings),
        unanswered=tuple(BOUND.gate.unanswered(findings, draft.words)),
        locked=frozenset(draft.locked),
        opinions=opinions_of(draft),
        history=tuple(history(draft)),
        actions=actions(draft, by=actor),
    )


def actions(draft: ListDraft, *, by: Actor) -> tuple[Step, ...]:
    """The steps that this person may take now: by the flow, and by the duties (one statement)."""
    leads = is_lead(by)
    work = Work(draft.agency_id, frozenset(draft.hands), Status(draft.status))
    return tuple(each for each in FLOW.open_to(draft, by=by) if duties.may(each.verb, work, by=by, is_lead=leads))


def opinions_of(draft: ListDraft) -> tuple[Said, ...]:
    """Every opinion of every turn, in order (one statement)."""
    rows = draft.opinions.select_related("agency", "staff").order_by("pk")
    return tuple(
        Said(each.turn, each.agency.short_name, each.staff.name, Verdict(each.verdict), each.words, each.at)
        for each in rows
    )


def history(draft: ListDraft) -> Iterator[HistoryLine]:
    """Every act on the draft, from the ledger (one statement)."""
    for entry in Entry.objects.filter(chain=draft.chain).order_by("seq"):
        step = FLOW.steps.get(entry.verb)
        yield HistoryLine(
            at=entry.at,
            verb=entry.verb,
            label=step.label if step is not None else _BEGINNINGS.get(entry.verb, entry.verb),
            by_name=entry.by_name,
            by_agency=entry.by_agency,
            from_label=FLOW.label(entry.from_status) if entry.from_status else "",
            to_label=FLOW.label(entry.to_status) if entry.to_status else "",
            basis=entry.basis,
            words=str(entry.facts.get("reason") or entry.facts.get("opinion") or ""),
        )
