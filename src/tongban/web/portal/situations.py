"""Situation questions, one a page (情形引导), up to the personal checklist: all in the address, nothing is kept."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Invalid
from tongban.handling.cases.queries.drafts import fitting_answers
from tongban.handling.cases.queries.filling import expected
from tongban.registers.catalog.checklist import Checklist, checklist, read_answers
from tongban.registers.catalog.checklist.answers import asked
from tongban.registers.catalog.content import Option, Question
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.lifecycle import ListState
from tongban.registers.catalog.queries import guide
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.portal import inputs
from tongban.web.portal.offering import offered
from tongban.web.portal.pages import page, public, told
from tongban.web.ui.audience import everybody
from tongban.web.ui.jinja import render_block
from tongban.web.ui.outages import readable_without_database
from tongban.web.ui.problems import Problem

ASKED, ASK = "_asked", "_ask"


@readable_without_database
@everybody
@require_safe
def checklist_page(request: HttpRequest, code: str) -> HttpResponse:
    """The next question, or the list: the address holds the answers, so that it can be shared and printed."""
    found = offered(request, guide(code))
    option = found.option
    given = typed_answers(option, request.GET)
    answers = fitting_answers(option, given)
    just_asked = option.question(request.GET.get(ASKED, ""))
    if just_asked is not None and just_asked.code not in answers:
        problems = _what_is_wrong(option, answers, just_asked, given.get(just_asked.code))
        return _question(request, found, answers, just_asked, problems, given.get(just_asked.code))
    wanted = option.question(request.GET.get(ASK, ""))
    listed = checklist(option, answers)
    following = wanted or listed.next_question
    if following is not None:
        return _question(request, found, answers, following, [], answers.get(following.code))
    return _list(request, found, listed)


def preview_body(request: HttpRequest, found: Guide) -> Markup:
    """The checklist of a guide that is not published yet, for the answers in the address (清单预览)."""
    listed = checklist(found.option, fitting_answers(found.option, typed_answers(found.option, request.GET)))
    context = {"typeset": typeset, "is_preview": True, "outage": True, **list_context(found, listed)}
    body = render_block("portal/situation_list.html", "content", context, request)
    return Markup(body)  # noqa: S704 - our own page


def typed_answers(option: Option, data: QueryDict) -> dict[str, Any]:
    """The answers that an address or a form holds, by question code."""
    read = {each.code: inputs.typed(each.kind, data, each.code) for each in option.questions}
    return {code: value for code, value in read.items() if value not in ("", [])}


def pairs(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Answers as pairs of a form or an address."""
    return [
        (code, str(each))
        for code, value in answers.items()
        for each in (value if isinstance(value, list | tuple) else [value])
    ]


def address_of(code: str, answers: Mapping[str, Any], **more: str) -> str:
    """The address of the checklist with these answers."""
    query = QueryDict(mutable=True)
    for name, value in pairs(answers):
        query.appendlist(name, value)
    query.update(more)
    return f"{reverse('checklist', args=[code])}?{query.urlencode()}"


def answer_words(question: Question, value: Any) -> str:
    """An answer as people read it."""
    values = value if isinstance(value, list | tuple) else [value]
    if question.kind == "yes_no":
        return {"yes": "是", "no": "否"}.get(str(value), str(value))
    names = {each.value: each.label for each in question.choices}
    said = "、".join(names.get(str(each), str(each)) for each in values)
    return f"{said}{question.unit}" if question.unit else said


def how_to_ask() -> dict[str, Any]:
    """What the question's macro needs."""
    return {"choices_of": choices_of, "date_parts": inputs.date_parts}


def choices_of(question: Question) -> list[tuple[str, str, str]]:
    """The choices of a question as the form shows them."""
    return [(each.value, each.label, each.hint) for each in question.choices]


def _what_is_wrong(option: Option, answers: Mapping[str, Any], question: Question, value: Any) -> list[Problem]:
    anchor = f"answers-{question.code}"
    if value in (None, "", []):
        return [Problem(anchor, f"请先回答：{question.text}")]
    try:
        read_answers(option, {**answers, question.code: value})
    except Invalid as refusal:
        return [each for each in told(refusal) if each.anchor == anchor] or told(refusal)
    return []


def _question(
    request: HttpRequest,
    found: Guide,
    answers: Mapping[str, Any],
    question: Question,
    problems: list[Problem],
    value: Any,
) -> HttpResponse:
    option = found.option
    route = [each.code for each in asked(option, answers)]
    place = route.index(question.code) + 1 if question.code in route else len(route)
    before = route[place - 2] if place > 1 else ""
    context = {
        "guide": found,
        "question": question,
        "value": value if value is not None else "",
        "others": [(name, each) for name, each in pairs(answers) if name != question.code],
        "place": place,
        "back": address_of(found.option_code, answers, **{ASK: before}) if before else "",
        "problems": problems,
        "asked_name": ASKED,
        **how_to_ask(),
    }
    response = page(request, "situation_question", context, status=422 if problems else 200)
    return public(response)


def _list(request: HttpRequest, found: Guide, listed: Checklist) -> HttpResponse:
    return public(page(request, "situation_list", list_context(found, listed)))


def list_context(found: Guide, listed: Checklist) -> dict[str, Any]:
    """What the page of a list shows; under a code it shows the same."""
    here = address_of(found.option_code, listed.answers)
    answered = [(each, listed.answers[each.code]) for each in found.option.questions if each.code in listed.answers]
    return {
        "guide": found,
        "option": found.option,
        "listed": listed,
        "ahead": expected(found.option, at=now()),
        "said": [
            {
                "label": each.text,
                "value": answer_words(each, value),
                "href": address_of(found.option_code, listed.answers, **{ASK: each.code}),
            }
            for each, value in answered
        ],
        "share": settings.PUBLIC_URL.rstrip("/") + here,
        "questions_at": here,
        "pairs": pairs(listed.answers),
        "begin": reverse("begin", args=[found.option_code]) + here.partition("checklist")[2],
        "is_online": found.state is ListState.IN_FORCE and found.is_online,
    }
