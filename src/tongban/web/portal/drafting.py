"""Filling in (填写申请): the task list, one question a page, the form, the choices; saved at every step."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Invalid, NotFound, Stale
from tongban.handling.cases.commands import drafting
from tongban.handling.cases.models import Draft
from tongban.handling.cases.queries.drafts import draft_for, open_drafts
from tongban.handling.cases.queries.filling import Filling, Group, filling
from tongban.handling.cases.queries.promise import promise_of
from tongban.handling.cases.queries.visible import may_see
from tongban.handling.cases.rules.deferral import is_open_to
from tongban.handling.cases.rules.promising import PromiseText
from tongban.registers.catalog.checklist.answers import asked
from tongban.web.portal import inputs
from tongban.web.portal.assisting import beside_context
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.portal.situations import answer_words, how_to_ask
from tongban.web.ui.audience import applicants
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

View = Callable[..., HttpResponseBase]


def of_draft(view: View) -> Callable[..., HttpResponseBase]:
    """The draft with the number in the address; once it was submitted, its case takes the place of its pages."""

    @wraps(view)
    def opened(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor, today = actor_of(request), local_day(now())
        found = open_drafts(actor, on=today).select_related("owner__legal_representative").filter(number=number).first()
        if found is None and may_see(actor, number):
            return redirect("case", number=number)
        return view(request, found or draft_for(actor, number, on=today), *args, **kwargs)

    return applicants(opened)


def revision_in(request: HttpRequest) -> int:
    return inputs.number(request.POST, "revision", -1)


@of_draft
@require_safe
def task_list(request: HttpRequest, draft: Draft) -> HttpResponse:
    """What is done and what is left, in any order."""
    found = filling(draft, by=actor_of(request), on=local_day(now()))
    context = {
        "draft": draft,
        "found": found,
        "guide": found.guide,
        "questions": _question_tasks(found),
        "groups": _group_tasks(found),
        "materials": _material_tasks(found),
        "choices": may_choose(found),
        "done": _done(found),
        **beside_context(request, draft.number, "list"),
    }
    return page(request, "tasks", context)


@of_draft
@require_POST
def follow(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The changes of the list were read; go on under the new one."""
    drafting.follow_newest(draft, at=now())
    return redirect("draft", number=draft.number)


@of_draft
@require_http_methods(["GET", "HEAD", "POST"])
def discard_page(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Giving up a draft asks once more."""
    if request.method == "POST":
        drafting.discard(draft)
        return redirect("me")
    return page(request, "draft_discard", {"draft": draft})


@of_draft
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, draft: Draft, code: str) -> HttpResponse:
    """One situation question of the draft; the next open one follows by itself."""
    found = filling(draft, by=actor_of(request), on=local_day(now()))
    this = found.option.question(code)
    if this is None:
        raise NotFound("没有这个问题。")
    value, source = found.checklist.answers.get(code, ""), ""
    if code not in found.checklist.answers:
        value, source = found.suggested.get(code, ("", ""))
    problems: list[Problem] = []
    if request.method == "POST":
        value, source = inputs.typed(this.kind, request.POST, code), ""
        try:
            if value in ("", []):
                raise Invalid(f"请先回答：{this.text}")
            drafting.save_answers(draft, {code: value}, revision=revision_in(request), at=now())
        except Stale:
            raise
        except Declined as refusal:
            problems = [Problem(f"answers-{code}", each.text) for each in told(refusal)]
        else:
            return _after_question(draft, found)
    route = [each.code for each in asked(found.option, found.checklist.answers)]
    context = {
        "draft": draft,
        "guide": found.guide,
        "question": this,
        "value": value,
        "source": source,
        "place": route.index(code) + 1 if code in route else len(route),
        "problems": problems,
        **how_to_ask(),
        **beside_context(request, draft.number, f"question:{code}"),
    }
    return page(request, "draft_question", context, status=422 if problems else 200)


@of_draft
@require_http_methods(["GET", "HEAD", "POST"])
def form_page(request: HttpRequest, draft: Draft, place: int) -> HttpResponse:
    """A group of fields: what is known is filled in; what was typed is kept, right or wrong."""
    found = filling(draft, by=actor_of(request), on=local_day(now()))
    group = _group(found, place)
    problems: list[Problem] = []
    if request.method == "POST":
        drafting.save_form(draft, _typed(request, group), revision=revision_in(request), at=now())
        found = filling(draft, by=actor_of(request), on=local_day(now()))
        group = _group(found, place)
        problems = told(Invalid(faults=group.faults)) if group.faults else []
        if not problems:
            return _after_group(found, place)
    context = {
        "draft": draft,
        "guide": found.guide,
        "group": group,
        "place": [each.place for each in found.groups].index(group.place) + 1,
        "places": len(found.groups),
        "date_parts": inputs.date_parts,
        "problems": problems,
        "errors": errors_by_anchor(problems),
        **beside_context(request, draft.number, f"form:{group.place}"),
    }
    return page(request, "draft_form", context, status=422 if problems else 200)


@of_draft
@require_POST
def keep(request: HttpRequest, draft: Draft, place: int) -> HttpResponse:
    """While one types (自动保存): nothing is judged, nothing is shown."""
    group = _group(filling(draft, by=actor_of(request), on=local_day(now())), place)
    drafting.keep_typing(draft, _typed(request, group), revision=revision_in(request), at=now())
    return HttpResponse(status=204)


def may_choose(found: Filling) -> dict[str, bool]:
    """Which of the two is offered in this situation, and where the promise stands."""
    text = promise_of(found.draft, on=local_day(now()))
    return {"defer": is_open_to(found.option, lacking_in(found)), "commit": text is not None} | _promised(
        found.draft, text
    )


def _promised(draft: Draft, text: PromiseText | None) -> dict[str, bool]:
    """Signed as it reads now, or signed and changed since; who declined is not asked again."""
    is_signed = draft.accepts_commitment and text is not None
    is_current = is_signed and text is not None and draft.commitment_hash == text.hash
    return {"is_signed": is_current, "is_changed": is_signed and not is_current}


def lacking_in(found: Filling) -> list[str]:
    """The materials that are not there yet, whether or not they may follow later."""
    return [each.material.code for each in found.materials if each.state in ("missing", "deferrable")]


def _typed(request: HttpRequest, group: Group) -> dict[str, Any]:
    return {
        each.field.code: inputs.typed(each.field.kind, request.POST, f"form-{each.field.code}") for each in group.lines
    }


def _group(found: Filling, place: int) -> Group:
    group = found.group(place)
    if group is None:
        raise NotFound("申请表没有这一页，或者按您的情形不用填。")
    return group


def _after_group(found: Filling, place: int) -> HttpResponse:
    """The next group that is not in order yet, if one comes after this, else back to the list."""
    number = found.draft.number
    following = next((each.place for each in found.groups if each.place > place and not each.is_done), None)
    if following is None:
        return redirect("draft", number=number)
    return redirect("draft-form", number=number, place=following)


def _after_question(draft: Draft, before: Filling) -> HttpResponse:
    """The next open question, else back to the list."""
    following = next((each for each in asked(before.option, draft.answers) if each.code not in draft.answers), None)
    if following is not None:
        return redirect("draft-question", number=draft.number, code=following.code)
    return redirect("draft", number=draft.number)


def _question_tasks(found: Filling) -> list[dict[str, Any]]:
    answers = found.checklist.answers
    return [
        {
            "label": each.text,
            "code": each.code,
            "hint": answer_words(each, answers[each.code])
            if each.code in answers
            else "已带出，请核对"
            if each.code in found.suggested
            else "",
            "word": "已完成" if each.code in answers else "未回答",
            "kind": "plain" if each.code in answers else "warn",
        }
        for each in asked(found.option, answers)
    ]


def _group_tasks(found: Filling) -> list[dict[str, Any]]:
    tasks = []
    for each in found.groups:
        prefilled = sum(bool(line.source) for line in each.lines)
        word, kind = (
            ("已完成", "plain") if each.is_done else ("填写中", "info") if each.is_begun else ("未填写", "warn")
        )
        hint = f"{len(each.lines)}栏" + (f"，已带出{prefilled}栏" if prefilled and not each.is_begun else "")
        tasks.append({"label": each.name, "place": each.place, "hint": hint, "word": word, "kind": kind})
    return tasks


MATERIAL_WORDS = {
    "complete": ("已备好", "plain"),
    "spared": ("不用交", "done"),
    "deferrable": ("容缺后补", "info"),
    "committed": ("承诺代替", "info"),
    "undecided": ("看情况", "off"),
    "optional": ("选交", "off"),
    "missing": ("还没交", "warn"),
}


def _material_tasks(found: Filling) -> list[dict[str, Any]]:
    tasks = []
    for each in found.materials:
        word, kind = MATERIAL_WORDS[each.state]
        hint = "、".join(file.name for file in each.files) or (
            "已填电子证照标识" if each.license_identifier else each.spared.why if each.spared else each.material.why
        )
        tasks.append(
            {"label": each.material.name, "code": each.material.code, "hint": hint, "word": word, "kind": kind}
        )
    return tasks


def _done(found: Filling) -> tuple[int, int]:
    """How many parts are done, and how many there are."""
    questions = [each.code in found.checklist.answers for each in asked(found.option, found.checklist.answers)]
    parts = [*questions, *(each.is_done for each in found.groups)]
    parts += [each.state not in ("missing", "undecided") for each in found.materials if each.state != "optional"]
    return sum(parts), len(parts)
