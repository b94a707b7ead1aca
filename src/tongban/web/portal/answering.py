"""Asking the assistant (智能问答): one question, its answer out of a guide with its source, or somebody to ask."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.registers.answers.queries import answer
from tongban.registers.answers.rules.elements import Element
from tongban.registers.answers.rules.replying import LONGEST, Reply
from tongban.registers.answers.rules.situations import MOST, choices
from tongban.registers.answers.unanswered import note
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide_in_force
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import page
from tongban.web.ui.audience import everybody
from tongban.web.ui.jinja import fragment
from tongban.web.ui.outages import outage_of, readable_without_database
from tongban.web.ui.sessions import actor_of, client_ip

QUESTIONS = Pace(60, 60)
EXAMPLES = ("换身份证要带什么", "低保要什么条件", "房子过户多少钱", "失业金能领几个月", "结婚登记周六上班吗")
OFFERED = (Element.BRING, Element.CAN, Element.LIMIT, Element.COST, Element.WHERE, Element.ONLINE)


@readable_without_database
@everybody
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """The answer to one question; the matter that it is about stays for the next one, with scripts and without."""
    QUESTIONS.keep(client_ip(request))
    q = inputs.text(request.GET, "q").strip()[:LONGEST]
    item = inputs.text(request.GET, "item")[:33]
    said = [each[:120].replace("\x00", "") for each in request.GET.getlist("s")[:MOST]]
    reply = answer(q, item=item, said=said) if q else None
    if reply is not None:
        note(reply)
    found = (reply.guide if reply is not None else None) or (guide_in_force(item) if item else None)
    context = {
        "q": q,
        "reply": reply,
        "guide": found,
        "examples": EXAMPLES,
        "offered": OFFERED,
        "longest": LONGEST,
        "others": _others(reply),
        "situations": _situations(reply, said),
        "people": _people(request, q, found),
    }
    if reply is not None and request.headers.get("HX-Request") == "true":
        return fragment(request, "portal/ask.html", "turn", {"typeset": typeset, "is_turn": True, **context})
    return page(request, "ask", context)


def _others(reply: Reply | None) -> list[dict[str, str]]:
    """The matters that the question fits too, each asked the same with one press."""
    if reply is None:
        return []
    return [{"label": each.name, "href": _asked(reply.q, each)} for each in reply.choices]


def _situations(reply: Reply | None, said: list[str]) -> list[dict[str, str]]:
    """What may be answered to the situation that decides."""
    if reply is None or reply.question is None or reply.guide is None:
        return []
    code = reply.question.code
    return [
        {"label": words, "href": _asked(reply.q, reply.guide, *said, f"{code}:{value}")}
        for value, words in choices(reply.question)
    ]


def _asked(q: str, guide: Guide, *said: str) -> str:
    return f"{reverse('ask')}?{urlencode([('q', q), ('item', guide.option_code), *(('s', each) for each in said)])}"


def _people(request: HttpRequest, q: str, found: Guide | None) -> list[dict[str, Any]]:
    """Who answers when the assistant cannot: what was typed goes along."""
    if outage_of(request) is not None:
        return []
    item = {"item": found.option_code} if found is not None else {}
    ways = [("写给 12345，人工答复", reverse("hotline"), {"kind": "consult", "content": q, **item})]
    if found is not None and Role.APPLICANT in actor_of(request).roles:
        ways.insert(0, ("在线找人帮我看看", reverse("assist-ask"), {"words": q, **item}))
    return [{"label": label, "href": f"{path}?{urlencode(given)}"} for label, path, given in ways]
