"""The form as a helper sees it (一起看表): with consent only, read only, masked; on record before it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.ledger.commands import record_read
from tongban.foundation.ledger.models import Entry
from tongban.handling.assistance.models import Assistance
from tongban.handling.assistance.rules.saying import is_masked, shown_to_helper
from tongban.handling.assistance.rules.states import AssistanceStatus
from tongban.handling.cases.models import Draft
from tongban.handling.cases.queries.filling import Filling, filling
from tongban.registers.catalog.content import FormField

PURPOSE = "在线帮办，申请人同意一起看"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that can be pointed at: a question, a field, a material; its value as a helper may see it."""

    spot: str
    label: str
    value: str
    is_masked: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class SharedForm:
    """What is shared: no row of the database, so that nothing can be written through it."""

    stamp: str
    parts: tuple[tuple[str, tuple[Spot, ...]], ...]

    def spot(self, name: str) -> Spot | None:
        return next((each for _, spots in self.parts for each in spots if each.spot == name), None)


def shared_form(found: Assistance, *, by: Actor, at: datetime) -> SharedForm | None:
    """The draft as it stands, for the helper of this request while the applicant agrees; None when it is not shared.

    The first look at each state of the draft is on record. Five statements. Raises `NotYours`.
    """
    if by.staff_id is None or found.helper_id != by.staff_id:
        raise NotYours("只有正在帮忙的工作人员能看。")
    if not found.is_shared or found.state is not AssistanceStatus.TAKEN:
        return None
    rows = Draft.objects.select_related("owner__legal_representative")
    draft = rows.filter(number=found.draft_number, account_id=found.account_id, expires_on__gte=local_day(at)).first()
    if draft is None:
        return None
    _note_read(found, draft, by=by, at=at)
    return _shared(filling(draft, by=by, on=local_day(at)))


def field_at(found: Assistance, spot: str, *, by: Actor, at: datetime) -> FormField | None:
    """The field of the form that this spot names, if it is shared now."""
    draft = Draft.objects.select_related("owner__legal_representative").filter(number=found.draft_number).first()
    if draft is None or not found.is_shared:
        return None
    fields = filling(draft, by=by, on=local_day(at)).option.form
    return next((each for each in fields if f"form:{each.code}" == spot), None)


def _note_read(found: Assistance, draft: Draft, *, by: Actor, at: datetime) -> None:
    """One entry for each state of the draft that is looked at, not one for each time that the page asks anew."""
    about, chain = f"party:{draft.owner_id}", f"reads:{by.ref}"
    assert found.shared_at is not None, "asked only while it is shared"
    since = max(found.shared_at, draft.updated_at)
    seen = Entry.objects.filter(about=about, chain=chain, at__gte=since, facts__subject=found.chain)
    if not seen.exists():
        record_read(about, by=by, at=at, purpose=PURPOSE, subject=found.chain, fields=["form", "answers", "materials"])


def _shared(found: Filling) -> SharedForm:
    draft = found.draft
    stamp = f"{draft.revision}.{draft.updated_at.timestamp():.3f}"
    return SharedForm(stamp, tuple(each for each in _parts(found) if each[1]))


def _parts(found: Filling) -> Iterator[tuple[str, tuple[Spot, ...]]]:
    answers = found.checklist.answers
    asked = [each for each in found.option.questions if each.code in answers]
    yield (
        "情形",
        tuple(
            Spot(f"question:{each.code}", each.text, _answer(each.kind, each.choices, answers[each.code]))
            for each in asked
        ),
    )
    for group in found.groups:
        wrong = {each.pointer.removeprefix("/form/"): each.message for each in group.faults if group.is_begun}
        yield (
            group.name,
            tuple(
                Spot(
                    f"form:{line.field.code}",
                    line.field.label,
                    shown_to_helper(line.field, line.value),
                    is_masked(line.field, line.value),
                    wrong.get(line.field.code, ""),
                )
                for line in group.lines
            ),
        )
    yield (
        "材料",
        tuple(
            Spot(f"material:{each.material.code}", each.material.name, _material(each.state, len(each.files)))
            for each in found.materials
        ),
    )


def _answer(kind: str, choices: tuple[object, ...], value: object) -> str:
    labels = {"yes": "是", "no": "否"} if kind == "yes_no" else {}
    labels |= {getattr(each, "value", ""): getattr(each, "label", "") for each in choices}
    values = value if isinstance(value, list | tuple) else [value]
    return "、".join(labels.get(str(each), str(each)) for each in values)


def _material(state: str, files: int) -> str:
    words = {"complete": "已备好", "spared": "不用交", "deferrable": "容缺后补", "committed": "承诺代替"}
    told = words.get(state, "还没交" if state == "missing" else "看情况")
    return f"{told}，{files}个文件" if files else told
