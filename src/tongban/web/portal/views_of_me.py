"""Who saw my data (谁看过我的信息): every look of an official at one's own data, the newest first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.queries import Seen, reads_about
from tongban.foundation.ledger.rules import ReadResult
from tongban.handling.cases.queries.visible import visible_to
from tongban.oversight.reading.models import ReadQuestion
from tongban.oversight.reading.queries.questions import asked_about
from tongban.registers.parties.queries import names_in_ledger
from tongban.registers.parties.rules import Field
from tongban.web.portal import inputs
from tongban.web.portal.pages import page
from tongban.web.ui.audience import applicants
from tongban.web.ui.filters import masked_name
from tongban.web.ui.sessions import actor_of

_FIELDS = {**{each.value: str(each.label) for each in Field}, "name": "姓名"}
_FIELDS |= {"form": "申请表", "answers": "情况选项", "materials": "材料清单"}
_FIELDS |= {"messages": "消息", "licenses": "证照", "ratings": "可以评价的服务"}
LONGEST_PLACE = 19
_POSTS = {each.value: each.label for each in Role}
_OTHER_SYSTEM = "其他系统"
_GUEST = "guest"
_KIOSK = "kiosk:"
_SYSTEM = "system"
_APP = "client:"
_BY_CONSENT = (_GUEST, "account:", _KIOSK)


@dataclass(frozen=True, slots=True)
class Look:
    """One look as the person reads it: `case` is the number of a case that they may open, or empty."""

    at: datetime
    who: str
    office: str
    purpose: str
    shown: str
    result: str
    case: str
    entry: int
    question: ReadQuestion | None
    is_by_consent: bool
    is_of_system: bool


@applicants
@require_safe
def views_of_me(request: HttpRequest) -> HttpResponse:
    """Only what was seen of the person who is signed in, whomever they act for now (four statements).

    `?case=` shows the looks for the sake of one case.
    """
    actor = actor_of(request)
    if actor.party_id is None:
        raise NotFound()
    before = _place(inputs.text(request.GET, "before"))
    case = inputs.text(request.GET, "case")
    found = reads_about(*names_in_ledger(actor.party_id), subject=f"case:{case}" if case else "", before=before)
    numbers = {each.subject.removeprefix("case:") for each in found.rows if each.subject.startswith("case:")}
    own = set(visible_to(actor).filter(number__in=numbers).values_list("number", flat=True)) if numbers else set()
    asked = asked_about(actor, [each.id for each in found.rows]) if found.rows else {}
    looks = [look_of(each, own, asked.get(each.id)) for each in found.rows]
    context = {
        "looks": looks,
        "following": found.following,
        "is_later": before is not None,
        "case": case,
        "today": local_day(now()),
    }
    return page(request, "views_of_me", context)


def _place(typed: str) -> int | None:
    """Where to go on; anything that is no number of an entry is the beginning."""
    is_one = typed.isascii() and typed.isdigit() and len(typed) < LONGEST_PLACE
    return int(typed) if is_one else None


def look_of(seen: Seen, own: Collection[str] = (), question: ReadQuestion | None = None) -> Look:
    """A look in words; `own` are the numbers of cases that the reader may open."""
    number = seen.subject.removeprefix("case:")
    post = _POSTS.get(seen.by_role, _OTHER_SYSTEM)
    return Look(
        at=seen.at,
        who=_who(seen),
        office="扫您码的人" if seen.by_ref.startswith((_GUEST, "account:")) else "".join((seen.by_agency, post)),
        purpose=seen.purpose,
        shown="、".join(dict.fromkeys(in_words(each) for each in seen.fields)),
        result=ReadResult(seen.result).label if seen.result in set(ReadResult) else "",
        case=number if number in own else "",
        entry=seen.id,
        question=question,
        is_by_consent=seen.by_ref.startswith(_BY_CONSENT),
        is_of_system=seen.by_ref == _SYSTEM,
    )


def in_words(field: str) -> str:
    """A field of the record as people call it; a paper is named by its number."""
    kind, dot, code = field.partition(".")
    if dot and kind == "form":
        return f"申请表里的{_FIELDS.get(code, '一项')}"
    if field.isascii():
        return _FIELDS.get(code if dot else field, "其他信息")
    return f"文书 {field}" if "〔" in field else field


def _who(seen: Seen) -> str:
    """A person masked; a terminal, an app and the house itself by their names, because they are no persons."""
    if seen.by_ref == _GUEST:
        return "没有登录的手机"
    return seen.by_name if seen.by_ref.startswith((_KIOSK, _SYSTEM, _APP)) else masked_name(seen.by_name)
