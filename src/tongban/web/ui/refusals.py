"""Refusals as pages and fragments: what happened, what became of the answers, what to do now, whom to call.

The open API speaks application/problem+json by itself; everything else comes through here.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template import engines
from django.template.backends.jinja2 import Jinja2

from tongban.foundation.kernel.errors import Declined, Fault
from tongban.web.ui.jinja import render_block

log = logging.getLogger("tongban.refusals")
KEPT = "您填过的内容没有丢：返回上一页就能看到，已保存的草稿也在。"
NOTHING_CHANGED = "这一步没有生效，原来的内容没有变。"
FRAME = "tongban_refusal_frame"
"""Attribute of a request whose surface has a frame of its own: the template, and what it needs (自助终端)."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refusal, in words."""

    status: int
    title: str
    happened: str
    answers: str
    steps: tuple[str, ...]
    kind: str = "warn"
    faults: tuple[Fault, ...] = ()
    reference: str = ""


BAD_REQUEST = Refusal(
    HTTPStatus.BAD_REQUEST,
    "这个请求没法办理",
    "网址或发来的内容不完整。",
    KEPT,
    ("回到上一页，重新点一次。", "从首页搜索您要办的事。"),
)
FORM_EXPIRED = Refusal(
    HTTPStatus.FORBIDDEN,
    "这一页放得太久了",
    "为了您的安全，这一页需要重新打开才能提交。",
    KEPT,
    ("回到上一页，刷新后再提交。", "如果要求登录，登录后会回到原来的地方。"),
)
FORBIDDEN = Refusal(
    HTTPStatus.FORBIDDEN,
    "您不能看这一页",
    "这一页只给有关的人看。",
    NOTHING_CHANGED,
    ("核对是不是用对了身份：本人、企业还是受托人。", "替别人办事，请先让对方授权给您。"),
)
NOT_FOUND = Refusal(
    HTTPStatus.NOT_FOUND,
    "没有找到这一页",
    "网址可能写错了，或者这一页已经搬走。",
    NOTHING_CHANGED,
    ("核对网址或编号，例如有没有少一位。", "从首页搜索您要办的事。"),
)
NOT_ALLOWED = Refusal(
    HTTPStatus.METHOD_NOT_ALLOWED,
    "这个网址不能直接打开",
    "它只接收页面上的按钮交来的内容，例如刷新或收藏了提交之后的网址。",
    NOTHING_CHANGED,
    ("回到上一页，从页面上的按钮再点一次。", "从首页重新进入您要办的事。"),
)
SERVER_ERROR = Refusal(
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "对不起，我们这边出了问题",
    "不是您的操作有错。我们已经记下，会尽快修好。",
    "已保存的草稿还在。刚才这一步如果没有看到成功页面，请当作没有提交。",
    ("过几分钟再打开这一页。", "着急的话，可以到任一综合窗口办理，或者拨打 12345。"),
)
UNAVAILABLE = Refusal(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "暂时不能办理",
    "网上服务正在停机，恢复后就能继续。",
    "已保存的草稿还在，恢复后接着填。停机的时间不算您逾期。",
    ("恢复后再打开这一页。", "着急的话，可以到任一综合窗口办理，或者拨打 12345。"),
)
OUTAGE = Refusal(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "这一页暂时打不开",
    "我们的资料库正在恢复，一般几分钟就好。不是您的操作有错。",
    "已保存的草稿和已提交的办件都在。刚才这一步没有办成，返回上一页，填的内容还在，恢复后再点一次。耽误的时间不算您逾期。",
    (
        "过五分钟再打开这一页，恢复后会自己好，不用重新登录。",
        "现在可以查办事指南、搜索、出材料清单。",
        "着急的话，可以到任一综合窗口办理，或者拨打 12345。",
    ),
)
TITLES = {
    HTTPStatus.FORBIDDEN: "这一步不由您办理",
    HTTPStatus.NOT_FOUND: "没有找到",
    HTTPStatus.CONFLICT: "现在不能办这一步",
    HTTPStatus.GONE: "已经取消",
    HTTPStatus.UNPROCESSABLE_ENTITY: "有需要改正的地方",
    HTTPStatus.TOO_MANY_REQUESTS: "请歇一会儿再试",
}


def refusal_of(declined: Declined) -> Refusal:
    """The words for a refusal of the domain: its own sentence, every fault, and what became of the answers."""
    status = HTTPStatus(declined.status)
    answers = KEPT if status == HTTPStatus.UNPROCESSABLE_ENTITY else NOTHING_CHANGED
    return Refusal(
        status,
        TITLES.get(status, "现在办不了这一步"),
        declined.message,
        answers,
        ("回到上一页，看看最新情况。", "看不明白，拨打 12345 或到办不成事反映窗口。"),
        faults=declined.faults,
    )


class Refusals:
    """Views never catch: this is where `Declined`, and a method that is not taken, become a page or a fragment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        page = respond(request, NOT_ALLOWED)  # Django's own is empty: a browser would show its error page
        page.headers["Allow"] = response.headers["Allow"]
        return page

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Declined):
            return None
        return respond(request, refusal_of(error))


def respond(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A whole page, or for htmx the block of the same page; htmx swaps 422 only, so every refusal goes as 422."""
    template, around = getattr(request, FRAME, ("ui/refusal.html", {}))
    context = {"refusal": refusal, **around}
    if request.headers.get("HX-Request") == "true":
        text = render_block(template, "refusal", context, request)
        response = HttpResponse(text, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        response.headers["X-Refusal-Status"] = str(int(refusal.status))
        return response
    return render(request, template, context, status=refusal.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler400`."""
    return respond(request, BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    """`handler403`."""
    return respond(request, FORBIDDEN)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """`CSRF_FAILURE_VIEW`."""
    return respond(request, FORM_EXPIRED)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler404`."""
    return respond(request, NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """`handler500`: no database, no session, no context; the reference is in the log."""
    reference = secrets.token_hex(4)
    log.error("server error %s on %s", reference, request.path)
    return HttpResponse(_bare(SERVER_ERROR, reference), status=SERVER_ERROR.status)


def unavailable(request: HttpRequest, until: str = "") -> HttpResponse:
    """503, with the day, date and time when it comes back (`until`, already in words)."""
    refusal = UNAVAILABLE
    if until:
        refusal = Refusal(
            refusal.status, refusal.title, f"网上服务停机，预计{until}恢复。", refusal.answers, refusal.steps
        )
    return HttpResponse(_bare(refusal, ""), status=refusal.status)


def _bare(refusal: Refusal, reference: str) -> str:
    """The page that needs nothing."""
    backend = engines["jinja2"]
    assert isinstance(backend, Jinja2)
    return backend.env.get_template("ui/500.html").render(
        refusal={
            "title": refusal.title,
            "happened": refusal.happened,
            "answers": refusal.answers,
            "steps": refusal.steps,
            "reference": reference,
        }
    )
