"""扫一扫 (M03): any code of the city opens the right page; what is not known leads to a safe one."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.codes import check
from tongban.handling.cases.queries.visible import may_see
from tongban.registers.checklists.rules import is_code, squeezed
from tongban.registers.codes.ports import platform_of
from tongban.registers.codes.rules.codes import found_in
from tongban.web.portal import inputs
from tongban.web.portal.pages import page, safe_next
from tongban.web.portal.verifying import CHECKS
from tongban.web.ui.audience import everybody
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of, client_ip

LONGEST = 800
_PAPER_CODE = 10


@everybody
@require_http_methods(["GET", "HEAD", "POST"])
def anything(request: HttpRequest) -> HttpResponse:
    """The box; a POST leads on. Nothing typed stands in an address but a code that is meant for it."""
    if request.method != "POST":
        return page(request, "scan", {"typed": "", "problems": [], "errors": {}, "unknown": "", "choices": []})
    CHECKS.keep(client_ip(request))
    typed = inputs.text(request.POST, "q").strip()[:LONGEST]
    if not typed:
        return _again(request, "请扫码或者输入码上的字。")
    for opens in _READERS:
        place = opens(request, typed)
        if place:
            return redirect(place)
    if check("id_card", typed).valid or check("uscc", typed).valid:
        return _again(request, "这是证件号码，不用在这里输。要亮自己的身份，请用“亮码”。")
    plain = squeezed(typed)
    choices = _of_eight(plain) if is_code(typed) and "/" not in typed else []
    host = _host(typed)
    context = {"typed": "", "problems": [], "errors": {}, "unknown": host or "这个码", "choices": choices}
    return page(request, "scan", context, status=200 if choices else 404)


def _again(request: HttpRequest, words: str) -> HttpResponse:
    problems = [Problem("q", words)]
    context = {"typed": "", "problems": problems, "errors": {"q": words}, "unknown": "", "choices": []}
    return page(request, "scan", context, status=422)


def _code(request: HttpRequest, typed: str) -> str:
    text = found_in(typed) or ("".join(typed.split()) if platform_of(typed) is not None else "")
    return f"{reverse('code-scan')}?{urlencode({'c': text})}" if text else ""


def _own_address(request: HttpRequest, typed: str) -> str:
    """A page of this very site, by its address in a picture; the address of anybody else is not followed."""
    try:
        asked, own = urlsplit(typed), urlsplit(settings.PUBLIC_URL)
    except ValueError:
        return ""
    if asked.scheme not in ("http", "https") or asked.netloc not in (own.netloc, request.get_host()):
        return ""
    try:
        resolve(asked.path)
    except Resolver404:
        return ""
    return safe_next(asked.path + (f"?{asked.query}" if asked.query else ""), "")


def _case(request: HttpRequest, typed: str) -> str:
    found = check("case_number", typed)
    if not found.valid:
        return ""
    actor = actor_of(request)
    if actor.is_signed_in and not actor.is_staff and may_see(actor, found.normalized):
        return reverse("case", args=[found.normalized])
    return f"{reverse('track')}?{urlencode({'number': found.normalized})}"


def _license(request: HttpRequest, typed: str) -> str:
    found = check("license", typed)
    return f"{reverse('verify-license')}?{urlencode({'identifier': found.normalized})}" if found.valid else ""


def _matter(request: HttpRequest, typed: str) -> str:
    found = check("option", typed)
    return reverse("item", args=[found.normalized]) if found.valid else ""


def _paper(request: HttpRequest, typed: str) -> str:
    plain = squeezed(typed)
    is_one = len(plain) == _PAPER_CODE and plain.isascii() and not plain.isdigit() and ":" not in typed
    return reverse("verify-code", args=[plain]) if is_one else ""


def _of_eight(plain: str) -> list[tuple[str, str]]:
    """Eight characters may be two things; one chooses."""
    return [
        ("委托码：替别人办事", f"{reverse('mandate-take')}?{urlencode({'code': plain})}"),
        ("清单码：在家选好的材料清单", reverse("kept-checklist", args=[plain])),
    ]


def _host(typed: str) -> str:
    """Where a foreign address would lead, so that people see it before they trust it."""
    try:
        found = urlsplit(typed)
    except ValueError:
        return ""
    return f"别的网站（{found.hostname[:80]}）的码" if found.scheme in ("http", "https") and found.hostname else ""


_READERS: tuple[Callable[[HttpRequest, str], str], ...] = (_code, _own_address, _case, _license, _matter, _paper)
