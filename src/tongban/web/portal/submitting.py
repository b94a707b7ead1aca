"""Check and submit (核对、提交), and what is told right after: the number, the query code once, what comes next."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.foundation.kernel.vault import VaultError, vault
from tongban.handling.cases.commands.drafting import submit_draft
from tongban.handling.cases.models import Draft
from tongban.handling.cases.queries.filling import FieldLine, Filling, expected, filling
from tongban.handling.cases.queries.limiting import whole_for
from tongban.handling.cases.queries.prechecking import Found, Place, precheck
from tongban.handling.cases.queries.views import clock_views
from tongban.handling.cases.queries.visible import case_for, may_see
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.registers.catalog.deferral import when_words
from tongban.registers.catalog.queries import guide_of
from tongban.web.portal.drafting import MATERIAL_WORDS, may_choose, of_draft
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.portal.situations import answer_words
from tongban.web.ui.audience import applicants
from tongban.web.ui.devices import channel_of
from tongban.web.ui.filters import masked_id
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

ONCE = "tongban_query_code"
ONCE_PURPOSE = "case.query_code.shown_once"
ONCE_SECONDS = 600


@done_once
@of_draft
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Everything once more, each with its way back; and when what will happen."""
    actor, at = actor_of(request), now()
    found = filling(draft, by=actor, on=local_day(at))
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        try:
            if request.POST.get("agree") != "on":
                raise Invalid(faults=[Fault("/agree", "required", "请勾选“以上内容属实”后再提交。")])
            lodged = submit_draft(draft, found.form, by=actor, at=at, channel=channel_of(request))
        except Declined as refusal:
            if may_see(actor, draft.number):
                return redirect("submitted", number=draft.number)
            problems, status = told(refusal), refusal.status
        else:
            return _done(request, lodged.opening.number, lodged.opening.query_code)
    context = {
        "draft": draft,
        "found": found,
        "guide": found.guide,
        "ahead": expected(found.option, at=at),
        "answers": _answer_rows(found),
        "groups": [(each, [_row(draft, each.place, line) for line in each.lines]) for each in found.groups],
        "materials": _material_rows(found),
        "precheck": _prechecked(found, on=local_day(at)),
        "today": local_day(at),
        "deferral_when": when_words(found.option.deferral),
        "may_defer": may_choose(found)["defer"],
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "check", context, status=status)


@applicants
@require_safe
def submitted(request: HttpRequest, number: str) -> HttpResponse:
    """The number, what happens next and when; may be opened again, the query code only the first time."""
    actor, at = actor_of(request), now()
    case = case_for(actor, number)
    found = whole_for(case, actor)
    option = guide_of(case.option_version_id).option
    clocks = {each.row.kind: each for each in clock_views(found, option, on=local_day(at))}
    receipt = next((each for each in found.attached.documents if each.kind == "receipt"), None)
    context = {
        "case": case,
        "option": option,
        "guide": guide_of(case.option_version_id),
        "receipt": receipt,
        "notice_on": clocks[ClockKind.NOTICE].row.due_on,
        "deemed_on": clocks[ClockKind.DEEMED_ACCEPTANCE].row.due_on,
        "ahead": expected(option, at=case.received_at),
        "missing": [each for each in found.attached.materials if each.state == "missing"],
        "query_code": _code_shown_once(request, number),
    }
    response = page(request, "submitted", context)
    if context["query_code"]:
        response.delete_cookie(ONCE, path=_once_path(number), samesite="Strict")
    return response


def _done(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """On to the confirmation; the query code travels sealed, for this page and ten minutes only."""
    response = redirect("submitted", number=number)
    sealed = vault().seal(code, purpose=ONCE_PURPOSE, owner=number).hex()
    response.set_cookie(
        ONCE,
        sealed,
        max_age=ONCE_SECONDS,
        path=_once_path(number),
        secure=request.is_secure(),
        httponly=True,
        samesite="Strict",
    )
    return response


def _code_shown_once(request: HttpRequest, number: str) -> str:
    sealed = request.COOKIES.get(ONCE, "")[:2000]
    try:
        return vault().open(bytes.fromhex(sealed), purpose=ONCE_PURPOSE, owner=number) if sealed else ""
    except (ValueError, VaultError):
        return ""


def _once_path(number: str) -> str:
    return reverse("submitted", args=[number])


def _prechecked(found: Filling, *, on: date) -> dict[str, list[dict[str, str]]]:
    """What the pre-check says, each with the page where it is mended."""
    result = precheck(found, on=on)
    return {
        name: [{"words": each.words, "href": _place(found.draft, each)} for each in rows]
        for name, rows in (("faults", result.faults), ("hints", result.hints))
    }


def _place(draft: Draft, found: Found) -> str:
    match found.place:
        case Place.QUESTION:
            return reverse("draft-question", args=[draft.number, found.key])
        case Place.FORM:
            return reverse("draft-form", args=[draft.number, int(found.key)])
        case Place.MATERIAL:
            return reverse("draft-material", args=[draft.number, found.key])
    return reverse("draft", args=[draft.number])


def _answer_rows(found: Filling) -> list[dict[str, object]]:
    answers = found.checklist.answers
    return [
        {
            "label": each.text,
            "value": answer_words(each, answers[each.code]) if each.code in answers else "",
            "href": reverse("draft-question", args=[found.draft.number, each.code]),
        }
        for each in found.option.questions
        if each.code in answers or each in found.checklist.open_questions
    ]


def _row(draft: Draft, place: int, line: FieldLine) -> dict[str, object]:
    return {
        "label": line.field.label,
        "value": masked_id(field_words(line)) if line.field.kind == "id_card" and line.source else field_words(line),
        "source": "已带出" if line.source else "",
        "href": reverse("draft-form", args=[draft.number, place]) + f"#form-{line.field.code}",
        "style": "name" if line.field.kind == "text" and "姓名" in line.field.label else "",
    }


def field_words(line: FieldLine) -> str:
    """A value of the form as people read it."""
    value, field = line.value, line.field
    if field.kind == "yes_no":
        return {"yes": "是", "no": "否"}.get(str(value), str(value))
    names = {each.value: each.label for each in field.choices}
    values = value if isinstance(value, list | tuple) else [value]
    words = "、".join(names.get(str(each), str(each)) for each in values if each not in ("", None))
    return f"{words}{field.unit}" if words and field.unit else words


def _material_rows(found: Filling) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for each in found.materials:
        word, _ = MATERIAL_WORDS[each.state]
        names = "、".join(file.name for file in each.files)
        value = names or (f"电子证照 {each.license_identifier}" if each.license_identifier else word)
        if each.is_missing:
            value = ""
        href = reverse("draft-material", args=[found.draft.number, each.material.code])
        rows.append({"label": each.material.name, "value": value, "href": href, "act": "修改" if value else "补上"})
    return rows
