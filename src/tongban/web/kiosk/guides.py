"""A guide at the terminal (办事指南): the five answers and the personal list, from the one edition of every channel.

The same words and the same fingerprint as on the portal, in print and in the open API (R-029).
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Invalid, NotFound
from tongban.handling.cases.promises import as_offered
from tongban.handling.cases.queries.drafts import fitting_answers
from tongban.handling.cases.queries.filling import expected
from tongban.registers.catalog.checklist import checklist, read_answers
from tongban.registers.catalog.checklist.answers import asked
from tongban.registers.catalog.content import Option, Question
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide_in_force
from tongban.registers.catalog.standing import suspension
from tongban.web.ui.answers import five_answers
from tongban.web.ui.problems import Problem

from .frame import DIGITS, page, plain, pressed, text, told
from .terminals import terminals

NUMBER_KEYS = (*DIGITS, ".")
DATE_KEYS = (*DIGITS, "-")
LONGEST_NUMBER = 12
MOST_CHOICES = 50


@require_safe
@terminals
def item(request: HttpRequest, code: str) -> HttpResponse:
    """Can I, what do I bring, how long, how much, where; then the list, a number for it, and the way to a phone."""
    found, at = _guide(code), now()
    listed = checklist(found.option, {})
    context = {
        "guide": found,
        "told": listed,
        "answers": five_answers(found, listed),
        "ahead": expected(found.option, at=at),
        "closed": suspension(found),
        "address": _on_a_phone(reverse("item", args=[code])),
    }
    return page(request, "item", context)


@require_safe
@terminals
def situation(request: HttpRequest, code: str) -> HttpResponse:
    """The next question, or the list that follows from the answers; they stand in the address, and nowhere else."""
    found = _guide(code)
    option = found.option
    given = _given(option, request.GET)
    question = option.question(text(request.GET, "_asked", 60))
    key = text(request.GET, "key", 8)
    if question is not None and key:
        given[question.code] = pressed(str(given.get(question.code, "")), key, keys_for(question), LONGEST_NUMBER)
    answers = fitting_answers(option, given)
    if question is not None and (key or question.code not in answers):
        problems = [] if key else _wrong(option, answers, question, given.get(question.code))
        return _ask(request, found, answers, question, given.get(question.code), problems)
    wanted = option.question(text(request.GET, "_ask", 60)) or checklist(option, answers).next_question
    if wanted is not None:
        return _ask(request, found, answers, wanted, answers.get(wanted.code), [])
    return _list(request, found, answers)


def keys_for(question: Question) -> tuple[str, ...]:
    """The keys of the pad that answer a question; none where one chooses."""
    return {"number": NUMBER_KEYS, "date": DATE_KEYS}.get(question.kind, ())


def _guide(code: str) -> Guide:
    """The guide in force, as today's published list lets it be used; `NotFound` for what is over or to come."""
    found = guide_in_force(code)
    if found is None:
        raise NotFound("这个事项现在没有办事指南，可能已经取消或者还没有开始。请问导办台。")
    return as_offered(found, on=local_day(now()))


def _on_a_phone(path: str) -> str:
    return settings.PUBLIC_URL.rstrip("/") + path


def _given(option: Option, data: QueryDict) -> dict[str, Any]:
    """The answers that an address holds."""
    found: dict[str, Any] = {}
    for each in option.questions:
        values = [plain(value) for value in data.getlist(each.code)[:MOST_CHOICES] if value]
        if values:
            found[each.code] = values if each.kind == "choices" else values[0]
    return found


def _wrong(option: Option, answers: Mapping[str, Any], question: Question, value: Any) -> list[Problem]:
    """Why an answer does not count."""
    if value in (None, "", []):
        return [Problem("", f"请先回答：{question.text}")]
    try:
        read_answers(option, {**answers, question.code: value})
    except Invalid as refusal:
        return told(refusal)
    return []


def _pairs(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (code, str(each))
        for code, value in answers.items()
        for each in (value if isinstance(value, list | tuple) else [value])
    ]


def _address(code: str, answers: Mapping[str, Any], **more: str) -> str:
    query = QueryDict(mutable=True)
    for name, value in _pairs(answers):
        query.appendlist(name, value)
    query.update(more)
    return f"{reverse('kiosk-checklist', args=[code])}?{query.urlencode()}"


def _ask(
    request: HttpRequest,
    found: Guide,
    answers: Mapping[str, Any],
    question: Question,
    value: Any,
    problems: list[Problem],
) -> HttpResponse:
    """One question, its choices as large buttons; a number is tapped."""
    option = found.option
    others = {name: each for name, each in answers.items() if name != question.code}
    route = [each.code for each in asked(option, answers)]
    place = route.index(question.code) + 1 if question.code in route else len(route)
    choices = [(each.value, each.label, each.hint) for each in question.choices]
    context = {
        "guide": found,
        "question": question,
        "choices": [("yes", "是", ""), ("no", "否", "")] if question.kind == "yes_no" else choices,
        "keys_of": keys_for(question),
        "value": value if value is not None else "",
        "others": _pairs(others),
        "place": place,
        "back": _address(found.option_code, others, _ask=route[place - 2]) if place > 1 else "",
        "problems": problems,
    }
    return page(request, "question", context, status=422 if problems else 200)


def _list(request: HttpRequest, found: Guide, answers: Mapping[str, Any]) -> HttpResponse:
    listed = checklist(found.option, answers)
    query = QueryDict(mutable=True)
    for name, value in _pairs(answers):
        query.appendlist(name, value)
    context = {
        "guide": found,
        "listed": listed,
        "ahead": expected(found.option, at=now()),
        "closed": suspension(found),
        "address": _on_a_phone(f"{reverse('checklist', args=[found.option_code])}?{query.urlencode()}"),
        "again": reverse("kiosk-checklist", args=[found.option_code]),
    }
    return page(request, "list", context)
