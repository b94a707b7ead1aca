"""Signing in, signing up, signing out (登录、注册、退出): one door for citizens and staff."""

from datetime import datetime, timedelta

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.foundation.kernel.vault import VaultError, vault
from tongban.registers.parties.commands import CodeNeeded, Opened, close_session, open_session, register
from tongban.registers.parties.provincial import provincial
from tongban.registers.parties.rules import Duty, IdKind
from tongban.web.portal import inputs
from tongban.web.portal.pages import errors_by_anchor, page, safe_next, told
from tongban.web.ui.audience import everybody, signed_in
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of, client_ip, forget_session_cookie, session_of, set_session_cookie

STEP_LASTS = timedelta(minutes=5)
STEP = "sign_in.step"
ID_KINDS = [(each.value, each.label) for each in IdKind if each is not IdKind.USCC]
STAFF_HOME = "/workbench"


class _Step(msgspec.Struct):
    """Between password and one-time code: sealed, so that the page holds nothing that could be read."""

    login: str
    password: str
    until: datetime


@everybody
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Login and password, then for those who have one the code of the second factor."""
    came_for = safe_next(inputs.text(request.POST or request.GET, "next"), "")
    if request.method != "POST":
        return page(request, "sign_in", {"next": came_for, "login": "", "errors": {}, **_ways_in()})
    login, password = _typed(request)
    try:
        opened = _opened(request, login, password)
    except CodeNeeded:
        return _ask_code(request, login, password, came_for)
    except Declined as refusal:
        return _again(request, refusal, login, came_for)
    response = redirect(_goes_to(opened, came_for))
    set_session_cookie(request, response, opened.token)
    return response


@everybody
@sensitive_post_parameters("password", "id_number")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """An account for a person (注册): every fault at once, and signed in when it is made."""
    came_for = safe_next(inputs.text(request.POST or request.GET, "next"), "")
    names = ("name", "id_kind", "id_number", "phone", "login")
    values = {name: inputs.text(request.POST, name) for name in names}
    if request.method != "POST":
        return _sign_up_page(request, values | {"id_kind": IdKind.ID_CARD.value}, came_for, [])
    password = inputs.text(request.POST, "password")
    try:
        if request.POST.get("agree") != "on":
            raise Invalid(faults=[Fault("/agree", "required", "请先阅读个人信息处理规则，再勾选同意。")])
        register(**values, password=password, ip=client_ip(request), by=NOBODY, at=now())
        opened = _opened(request, values["login"], password)
    except Declined as refusal:
        return _sign_up_page(request, values, came_for, told(refusal), refusal.status)
    response = redirect(came_for or reverse("me"))
    set_session_cookie(request, response, opened.token)
    return response


@signed_in
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session (退出登录), and take away what the browser kept."""
    session = session_of(request)
    if session is not None:
        close_session(session, by=actor_of(request), at=now())
    response = redirect("home")
    forget_session_cookie(request, response)
    return response


def _ways_in() -> dict[str, bool]:
    """What the sign-in page offers beside login and password, and whether it is the demo city's."""
    return {"is_demo": settings.TONGBAN_DEMO, "has_provincial": provincial() is not None}


def _typed(request: HttpRequest) -> tuple[str, str]:
    """What was typed now, or on the page before that asked for the password."""
    sealed = request.POST.get("step", "")
    if not sealed:
        return inputs.text(request.POST, "login"), inputs.text(request.POST, "password")
    try:
        blob = vault().open(bytes.fromhex(sealed[:4000]), purpose=STEP, owner="")
        step = msgspec.json.decode(blob, type=_Step)
    except (ValueError, VaultError, msgspec.DecodeError):
        return "", ""
    return (step.login, step.password) if step.until > now() else ("", "")


def _opened(request: HttpRequest, login: str, password: str) -> Opened:
    return open_session(
        login=login,
        password=password,
        code=inputs.text(request.POST, "code"),
        ip=client_ip(request),
        device=request.headers.get("User-Agent", ""),
        is_demo=settings.TONGBAN_DEMO,
        by=NOBODY,
        at=now(),
    )


def _goes_to(opened: Opened, came_for: str) -> str:
    """Where one wanted to go; what has to be done first comes before that."""
    if Duty.ENROL_TOTP in opened.duties:
        return reverse("second-factor")
    if Duty.CHANGE_PASSWORD in opened.duties:
        return reverse("password")
    return came_for or (STAFF_HOME if opened.account.is_staff else reverse("home"))


def _ask_code(request: HttpRequest, login: str, password: str, came_for: str) -> HttpResponse:
    step = msgspec.json.encode(_Step(login, password, now() + STEP_LASTS)).decode()
    sealed = vault().seal(step, purpose=STEP, owner="").hex()
    return page(request, "sign_in_code", {"next": came_for, "step": sealed, "errors": {}}, status=200)


def _again(request: HttpRequest, refusal: Declined, login: str, came_for: str) -> HttpResponse:
    """The one answer to everything wrong; the login stays, the password does not."""
    problems = [Problem("login", each.text) for each in told(refusal)]
    context = {
        "next": came_for,
        "login": login,
        "problems": problems,
        "errors": errors_by_anchor(problems),
        **_ways_in(),
    }
    return page(request, "sign_in", context, status=422 if refusal.status == 401 else refusal.status)


def _sign_up_page(
    request: HttpRequest, values: dict[str, str], came_for: str, problems: list[Problem], status: int = 200
) -> HttpResponse:
    context = {
        "next": came_for,
        "values": values,
        "id_kinds": ID_KINDS,
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "sign_up", context, status=status)
