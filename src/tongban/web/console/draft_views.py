"""A draft looked at from outside (预览、试办、比较、影响): as citizen and as clerk, tried out, compared, weighed."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.queries.drafts import fitting_answers
from tongban.registers.catalog import vocabulary
from tongban.registers.catalog.checklist.answers import asked
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.elements import Body, Carried
from tongban.registers.catalog.elements.words import limit_words
from tongban.registers.catalog.impact import TOUCHES
from tongban.registers.catalog.quality.tree import tree_of
from tongban.registers.catalog.queries import carried_in, preview
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.queries import WholeDraft, draft_for, whole_draft
from tongban.registers.compiling.queries.impact import affected, impact_of
from tongban.registers.compiling.queries.templates import template_in_force
from tongban.registers.documents.rendering.sheet import sheet_of
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .binding import BOUND
from .choosing import word
from .comparing import compared
from .drafts import frame_of_draft
from .frame import READERS, show

WAYS = {"guide": "群众看到的指南", "checklist": "群众的清单", "clerk": "窗口看到的", "tree": "情形问答树"}
_PAGE = 50


@require_safe
@staff(*READERS)
def preview_page(request: HttpRequest, pk: int, way: str) -> HttpResponse:
    """The very pages that citizens get, made from the draft; what the clerk works with; the tree of questions."""
    whole = _whole(request, pk)
    if way not in WAYS or whole.draft.agency is None:
        raise NotFound("没有这种预览。")
    number = _number(request, whole)
    edition = (whole.draft.base.number if whole.draft.base is not None else 0) + 1
    guide = preview(
        whole.item, number, whole.draft.agency, edition=edition, effective_on=whole.item.version.effective_on
    )
    body = {"guide": BOUND.guide_body, "checklist": BOUND.checklist_body}.get(way)
    context = {
        **frame_of_draft(whole, "preview"),
        "guide": guide,
        "number": number,
        "way": way,
        "ways": [
            {"label": label, "href": f"{reverse('console-draft-preview', args=[pk, key])}?option={number}"}
            | {"is_current": key == way}
            for key, label in WAYS.items()
        ],
        "body": body(request, guide) if body is not None else "",
        "questions": _questions(guide.option, request) if way == "checklist" else [],
        "clerk": _clerk(guide.option) if way == "clerk" else {},
        "tree": tree_of(guide.option) if way == "tree" else (),
    }
    return show(request, "console/draft_preview.html", context, current="drafts")


@require_safe
@staff(*READERS)
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """Generated applicants sent through the draft (试办): how many got through, and what stopped the others."""
    whole = _whole(request, pk)
    found = BOUND.trial(whole.item, local_day(now())) if BOUND.trial is not None else None
    return show(
        request, "console/draft_trial.html", {**frame_of_draft(whole, "trial"), "trial": found}, current="drafts"
    )


@require_safe
@staff(*READERS)
def differences(request: HttpRequest, pk: int) -> HttpResponse:
    """What the draft changes of the edition that it follows: the elements, and every other field."""
    whole = _whole(request, pk)
    base, agency = whole.draft.base, whole.draft.agency
    if base is None or agency is None:
        raise NotFound("这是新的事项，没有上一版。")
    template, body = template_in_force(), Body(agency.name, agency.uscc)
    old = {each.number: each for each in carried_in(base.list, base.number)}
    new = {number: Carried(whole.item, option, number, body) for number, option in whole.item.options.items()}
    parts = compared(old, new, template)
    context = {**frame_of_draft(whole, "differences"), "compared": parts, "before": base.number}
    return show(request, "console/draft_differences.html", context, current="drafts")


@require_safe
@staff(*READERS)
def impact(request: HttpRequest, pk: int) -> HttpResponse:
    """What publishing would do (影响沙盘): for whom what changes, and which applications and cases hang on it."""
    whole, at = _whole(request, pk), now()
    kind = word(request.GET, "kind", 40)
    found = impact_of(whole.draft, whole.item, at=at)
    rows = affected(kind, found.codes, at=at, after=_key(request), most=_PAGE + 1) if kind else ()
    context = {
        **frame_of_draft(whole, "impact"),
        "found": found,
        "kind": TOUCHES.kinds[kind].label if kind in TOUCHES.kinds else "",
        "kind_key": kind,
        "rows": rows[:_PAGE],
        "next_key": rows[_PAGE - 1].key if len(rows) > _PAGE else 0,
    }
    return show(request, "console/draft_impact.html", context, current="drafts")


@require_safe
@staff(*READERS)
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice of the publication (发布公告), as it was issued."""
    found: ListDraft = draft_for(actor_of(request), pk)
    if found.notice is None:
        raise NotFound("还没有发布，没有公告。")
    sheet = sheet_of(found.notice, base_url=settings.PUBLIC_URL)
    context = {"draft": found, "sheet": sheet, "code": found.notice.verification_code}
    return show(request, "console/draft_notice.html", context, current="drafts")


def _whole(request: HttpRequest, pk: int) -> WholeDraft:
    return whole_draft(actor_of(request), pk, on=local_day(now()))


def _number(request: HttpRequest, whole: WholeDraft) -> str:
    """The option that is looked at: the chosen one, else the first."""
    wanted = word(request.GET, "option", 2)
    if not whole.item.options:
        raise NotFound("文稿里还没有办理项。")
    return wanted if wanted in whole.item.options else min(whole.item.options)


def _key(request: HttpRequest) -> int:
    text = word(request.GET, "after", 12)
    return int(text) if text.isascii() and text.isdigit() else 0


def _questions(option: Option, request: HttpRequest) -> list[dict[str, Any]]:
    """The questions of the situation as far as they are asked, with what the address answers."""
    given = {
        each.code: request.GET.getlist(each.code) if each.kind == "choices" else word(request.GET, each.code, 200)
        for each in option.questions
    }
    answers = fitting_answers(option, {code: value for code, value in given.items() if value})
    return [
        {
            "name": each.code,
            "label": each.text,
            "hint": each.hint,
            "kind": each.kind,
            "value": given[each.code],
            "choices": [("yes", "是"), ("no", "否")]
            if each.kind == "yes_no"
            else [(one.value, one.label, one.hint) for one in each.choices],
        }
        for each in asked(option, answers)
    ]


def _clerk(option: Option) -> dict[str, Any]:
    """What the counter works with: what is checked, what is asked in the form, who does what in which time."""
    fields: dict[str, list[Any]] = {}
    for each in option.form:
        fields.setdefault(each.group, []).append(each)
    return {
        "materials": option.materials,
        "media": vocabulary.MEDIA,
        "groups": list(fields.items()),
        "conditions": option.conditions,
        "stages": [
            (
                each.name,
                vocabulary.POSTS.get(each.post, ""),
                limit_words(each.limit) if each.limit else "—",
                each.standard,
            )
            for each in option.stages
        ],
    }
