"""Third-party platforms (第三方平台): agreements, terms, calls, the secret that is told once, and the switch."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.registers.catalog.queries import cards
from tongban.registers.parties.app_rules import LONGEST_ADDRESS, MOST_ADDRESSES
from tongban.registers.parties.commands import (
    change_terms,
    register_partner,
    renew_secret,
    restart_partner,
    stop_partner,
)
from tongban.registers.parties.models import ApiClient
from tongban.registers.parties.queries import calls_of, calls_since, history_of, partners
from tongban.registers.parties.scopes import OPEN_TO_PARTNERS, Scope
from tongban.registers.parties.terms import LONGEST, MOST_MATTERS, CallOutcome, Terms
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .choosing import wrong_of
from .frame import INCIDENT_READERS, show
from .narrowing import narrowed, text, whole

STOPPERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
PAGE = 50
COUNTED = timedelta(days=30)
_STATES = (("on", "在用"), ("over", "协议到期"), ("stopped", "已停用"))
_TAGS = {"on": "done", "over": "warn", "stopped": "bad"}
_SCOPES = [(each.value, each.label) for each in OPEN_TO_PARTNERS]
_ADDRESSES = ("redirect_uris", "origins")
_VERBS = {
    "register_partner": "登记",
    "change_terms": "改约定",
    "renew_secret": "生成密钥",
    "issue_token": "换取令牌",
    "revoke_token": "收回令牌",
    "disable_client": "停用",
    "restart_partner": "恢复使用",
}


@require_safe
@staff(*INCIDENT_READERS)
def register(request: HttpRequest) -> HttpResponse:
    """Every partner, how it stands, and its calls of thirty days (two statements)."""
    asked, today = narrowed(request, "console-partners", "stands"), local_day(now())
    calls = calls_since(today - COUNTED)
    found = [_row(each, calls.get(each.pk, {}), today) for each in partners().filter(pk__gt=asked.after_key)]
    context = {
        "page": asked.page([each for each in found if asked["stands"] in ("", each["stands"])], PAGE),
        "filters": [("状态", asked.chips("stands", _STATES))],
        "may_register": Role.SYSTEM_ADMIN in actor_of(request).roles,
    }
    return show(request, "console/partners.html", context, current="partners")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SYSTEM_ADMIN)
@done_once
def enter(request: HttpRequest) -> HttpResponse:
    """Register one with its terms; what was typed stays."""
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            made = register_partner(_typed(request)["name"], terms=_terms(request), by=actor_of(request), at=now())
        except Declined as refusal:
            problems = problems_of(refusal)
        else:
            return redirect("console-partner", pk=made.pk)
    return _form(request, _typed(request), problems)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SYSTEM_ADMIN)
@done_once
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the terms; every token ends with it."""
    found, problems = _partner(pk), list[Problem]()
    if request.method == "POST":
        try:
            change_terms(found, terms=_terms(request), by=actor_of(request), at=now())
        except Declined as refusal:
            problems = problems_of(refusal)
        else:
            return redirect("console-partner", pk=pk)
    return _form(request, _typed(request) if request.method == "POST" else _kept(found), problems, found)


@require_safe
@staff(*INCIDENT_READERS)
def partner(request: HttpRequest, pk: int) -> HttpResponse:
    """One partner: its terms, its calls, the record."""
    return _one(request, _partner(pk))


@require_POST
@staff(Role.SYSTEM_ADMIN)
def secret(request: HttpRequest, pk: int) -> HttpResponse:
    """A new secret, told on this page and nowhere again; the one before is void."""
    found = _partner(pk)
    try:
        told = renew_secret(found, by=actor_of(request), at=now())
    except Declined as refusal:
        return _one(request, found, problems_of(refusal))
    return _one(request, found, told=told)


@require_POST
@staff(*STOPPERS)
@done_once
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """一键停用."""
    return _switched(request, pk, stop_partner)


@require_POST
@staff(Role.SYSTEM_ADMIN)
@done_once
def restart(request: HttpRequest, pk: int) -> HttpResponse:
    """恢复使用."""
    return _switched(request, pk, restart_partner)


def _switched(request: HttpRequest, pk: int, command: Any) -> HttpResponse:
    found = _partner(pk)
    try:
        command(found, because=text(request.POST, "because", 400), by=actor_of(request), at=now())
    except Declined as refusal:
        return _one(request, found, problems_of(refusal))
    return redirect("console-partner", pk=pk)


def _partner(pk: int) -> ApiClient:
    found = partners().filter(pk=pk).first()
    if found is None:
        raise NotFound("没有登记这个平台。")
    return found


def _one(request: HttpRequest, found: ApiClient, problems: Sequence[Problem] = (), *, told: str = "") -> HttpResponse:
    today, roles = local_day(now()), actor_of(request).roles
    matters = {each.option_code: each.name for each in cards()} if found.option_codes else {}
    context = {
        "partner": found,
        "row": _row(found, {}, today),
        "scopes": [Scope(each).label for each in found.scopes],
        "matters": [matters.get(each, "已经不在目录里的事项") for each in found.option_codes],
        "calls": [
            {"on": on, "operation": operation, "outcome": ended.label, "number": number}
            for on, operation, ended, number in calls_of(found, since=today - COUNTED)
        ],
        "history": [
            {
                "at": each.at,
                "by": each.by_name,
                "label": _VERBS.get(each.verb, "其他"),
                "why": each.facts.get("because"),
            }
            for each in history_of(found)
        ],
        "told": told,
        "typed": text(request.POST, "because", 400),
        "problems": problems,
        "wrong": wrong_of(problems),
        "may_change": Role.SYSTEM_ADMIN in roles,
        "may_stop": bool(roles & set(STOPPERS)) and found.is_active,
        "once": once_input(),
    }
    return show(request, "console/partner.html", context, current="partners", status=422 if problems else 200)


def _form(
    request: HttpRequest, typed: dict[str, Any], problems: list[Problem], found: ApiClient | None = None
) -> HttpResponse:
    context = {
        "partner": found,
        "typed": typed,
        "scopes": _SCOPES,
        "matters": [(each.option_code, each.name) for each in cards() if {"web", "mobile"} & set(each.channels)],
        "problems": problems,
        "wrong": wrong_of(problems),
        "once": once_input(),
    }
    return show(request, "console/partner_terms.html", context, current="partners", status=422 if problems else 200)


def _typed(request: HttpRequest) -> dict[str, Any]:
    names = ("name", "title", "operator", "agreement", "agreed_until", "per_minute")
    return {
        **{each: text(request.POST, each, LONGEST * 2) for each in names},
        "scopes": [each[:40] for each in request.POST.getlist("scopes")[:20]],
        "option_codes": [each[:33] for each in request.POST.getlist("option_codes")[: MOST_MATTERS + 1]],
        **{each: text(request.POST, each, LONGEST_ADDRESS * (MOST_ADDRESSES + 1)) for each in _ADDRESSES},
    }


def _terms(request: HttpRequest) -> Terms:
    typed = _typed(request)
    try:
        until = date.fromisoformat(typed["agreed_until"])
    except ValueError:
        until = None
    return Terms(
        title=typed["title"],
        operator=typed["operator"],
        agreement=typed["agreement"],
        agreed_until=until,
        per_minute=whole(typed["per_minute"]) or None,
        scopes=tuple(typed["scopes"]),
        option_codes=tuple(typed["option_codes"]),
        redirect_uris=tuple(typed["redirect_uris"].split()),
        origins=tuple(typed["origins"].split()),
    )


def _kept(found: ApiClient) -> dict[str, Any]:
    names = ("name", "title", "operator", "agreement", "per_minute", "scopes", "option_codes")
    return {
        **{each: getattr(found, each) for each in names},
        "agreed_until": found.agreed_until.isoformat() if found.agreed_until else "",
        **{each: "\n".join(getattr(found, each)) for each in _ADDRESSES},
    }


def _row(found: ApiClient, calls: dict[CallOutcome, int], today: date) -> dict[str, Any]:
    is_over = found.agreed_until is not None and found.agreed_until < today
    stands = "stopped" if not found.is_active else "over" if is_over else "on"
    return {
        "pk": found.pk,
        "title": found.title,
        "operator": found.operator,
        "until": found.agreed_until,
        "per_minute": found.per_minute,
        "reach": f"{len(found.option_codes)}个事项" if found.option_codes else "能网上办的都可以",
        "stands": stands,
        "word": dict(_STATES)[stands],
        "tag": _TAGS[stands],
        "answered": calls.get(CallOutcome.ANSWERED, 0),
        "turned_away": sum(number for ended, number in calls.items() if ended is not CallOutcome.ANSWERED),
    }
