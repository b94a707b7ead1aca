"""Items for other systems (事项接口): the same catalogue, search and checklist as on the pages."""

import base64
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.promises import as_offered
from tongban.registers.catalog.browsing import Filters
from tongban.registers.catalog.checklist import checklist
from tongban.registers.catalog.queries import guide
from tongban.registers.catalog.search import search
from tongban.web.openapi.answers import answer
from tongban.web.openapi.callers import caller_of
from tongban.web.openapi.item_presenters import card_json, checklist_json, guide_json
from tongban.web.openapi.limits import guard
from tongban.web.openapi.once import key_of, once
from tongban.web.openapi.routes import operation
from tongban.web.openapi.shapes import told
from tongban.web.openapi.shapes.asked import AnswersSent, AsOf, ItemsAsked
from tongban.web.ui.sessions import client_ip

router = Router(tags=["事项"])
LAST_OFFSET = 1_000_000


@operation(
    router,
    "GET",
    "/items",
    name="api-items",
    summary="搜索和筛选事项",
    description="用平常的话搜索，最合适的在前；不填q就是全部事项。",
    shape=told.ItemPage,
)
def items(request: HttpRequest, asked: Query[ItemsAsked]) -> HttpResponse:
    """Published handling options, best match first, page by page."""
    offset, size = _place(asked.cursor, asked.page_size)
    filters = Filters(
        audience=asked.audience,
        topic=asked.topic,
        agency=asked.agency,
        kind=asked.kind,
        online=asked.online,
        life_event=asked.bundle,
    )
    found = search(asked.q, filters=filters, page=offset // size + 1, size=size)
    is_last = offset + size >= found.total
    plain = {
        "results": [card_json(each.card) | {"why": each.why} for each in found.hits],
        "next": None if is_last else _cursor(offset + size, size),
        "total": found.total,
        "did_you_mean": found.did_you_mean,
        "suggestions": found.suggestions,
    }
    return answer(plain, is_public=True)


@operation(
    router,
    "GET",
    "/items/{option_code}",
    name="api-item",
    summary="一个事项的完整办事指南",
    description="content_hash 在网页、手机、打印、窗口、电话坐席和接口里都一样；as_of 可以看过去某一天的内容。",
    shape=told.Guide,
)
def item(request: HttpRequest, option_code: str, asked: Query[AsOf]) -> HttpResponse:
    """The whole guide, now or as it was on a day."""
    return answer(guide_json(guide(option_code[:64], on=asked.as_of)), is_public=True)


@operation(
    router,
    "POST",
    "/items/{option_code}/checklist",
    name="api-checklist",
    summary="按情形生成材料清单",
    description="根据情形问题的答案，回答还要问什么、要带哪些材料和为什么、期限、收费、地点。不保存任何东西。",
    shape=told.Checklist,
)
def situation(request: HttpRequest, option_code: str, sent: AnswersSent) -> HttpResponse:
    """The checklist of one situation."""
    at = now()
    found = as_offered(guide(option_code[:64]), on=local_day(at))
    caller = caller_of(request)
    if key_of(request) and not caller.actor.is_signed_in:
        guard("keyed", client_ip(request))

    def told_once() -> HttpResponse:
        return answer(checklist_json(found, checklist(found.option, sent.answers)), is_public=True)

    owner = caller.owner if caller.actor.is_signed_in else f"guest:{client_ip(request)}"
    return once(request, owner, request.body, told_once, at=at)


def _place(cursor: str, size: int) -> tuple[int, int]:
    """Where a page begins, and how long pages are; a cursor keeps the length that it was made with."""
    try:
        offset, kept = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").split("|")
        place: Any = (int(offset[:9]), int(kept[:9]))
    except ValueError:
        return 0, size
    is_ours = 0 <= place[0] <= LAST_OFFSET and 1 <= place[1] <= 100 and place[0] % place[1] == 0
    return place if is_ours else (0, size)


def _cursor(offset: int, size: int) -> str:
    return base64.urlsafe_b64encode(f"{offset}|{size}".encode()).decode().rstrip("=")
