"""Cases as rows and tickets (列表行): number, matter, applicant masked, light with its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tongban.foundation.kernel.masks import mask_name
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Light, workdays_between
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.worklists import light_of
from tongban.handling.cases.rules.states import Status
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.filters import Tag, tag_for

_KINDS = {Light.RED: "bad", Light.YELLOW: "warn", Light.GREEN: "plain"}


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list."""

    number: str
    option: str
    applicant: str
    agency: str
    assignee: str
    tag: Tag
    channel: str
    due_on: date | None
    light: str
    light_kind: str
    light_words: str
    is_stage_late: bool


def rows_of(cases: Sequence[Case], *, today: date) -> list[Row]:
    return [row_of(each, today=today) for each in cases]


def row_of(case: Case, *, today: date) -> Row:
    light = light_of(case, today=today)
    return Row(
        number=case.number,
        option=getattr(case, "option_name", "") or guide_of(case.option_version_id).name,
        applicant=shown_name(case),
        agency=case.agency.short_name,
        assignee=case.assignee.name if case.assignee_id and case.assignee else "",
        tag=state_tag(case.state),
        channel=case.get_channel_display(),
        due_on=case.due_on,
        light=light.value if light else "",
        light_kind=_KINDS[light] if light else "off",
        light_words=due_words(case, light, today=today),
        is_stage_late=is_stage_late(case, today=today),
    )


def is_stage_late(case: Case, *, today: date) -> bool:
    """Is the stage over that the case is in (环节超时)? Lists know; a single case shows every clock anyway."""
    stage_due_on: date | None = getattr(case, "stage_due_on", None)
    return stage_due_on is not None and stage_due_on < today


def state_tag(state: Status) -> Tag:
    """The state as a tag, with the punctuation of print."""
    found = tag_for(state)
    return Tag(found.kind, typeset(found.word))


def shown_name(case: Case) -> str:
    """An enterprise by its name, a person masked: lists show no more than is needed to tell them apart."""
    return mask_name(case.applicant.name) if case.applicant.kind == "person" else case.applicant.name


def due_words(case: Case, light: Light | None, *, today: date) -> str:
    """How far away the due day is, in workdays, as one says it."""
    if case.status == Status.SUSPENDED:
        return "计时暂停"
    if light is None or case.due_on is None:
        return ""
    if case.due_on < today:
        return f"超{max(1, workdays_between(case.due_on, today, calendar=calendar()))}个工作日"
    if case.due_on == today:
        return "今天到期"
    return f"余{workdays_between(today, case.due_on, calendar=calendar())}个工作日"
