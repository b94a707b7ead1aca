"""Published lists for other systems (清单接口): what stands, each edition's rows, the same hash as on the pages."""

import base64

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.lists.queries import current, edition, overview, rows_of
from tongban.registers.lists.rules.browsing import Looking, look
from tongban.web.openapi.answers import answer
from tongban.web.openapi.list_presenters import edition_json, standing_json
from tongban.web.openapi.routes import operation
from tongban.web.openapi.shapes import told
from tongban.web.openapi.shapes.asked import ListAsked

router = Router(tags=["清单"])
LAST_OFFSET = 1_000_000


@operation(
    router,
    "GET",
    "/lists",
    name="api-lists",
    summary="有哪些清单，现行的是哪一版",
    description="没有公布的，edition 是空的，due_on 是方案要求的日期。",
    shape=told.Lists,
)
def lists(request: HttpRequest) -> HttpResponse:
    """Every list that the plan asks for, with its current edition."""
    return answer({"results": [standing_json(each) for each in overview(on=local_day(now()))]}, is_public=True)


@operation(
    router,
    "GET",
    "/lists/{kind}",
    name="api-list",
    summary="一份清单的条目",
    description=(
        "不填edition就是现行的一版。content_hash是整份数据文件的SHA-256，文件地址在files.json："
        "UTF-8、键按码位排序、没有空白，下载后直接计算即可核对。"
    ),
    shape=told.ListPage,
)
def one_list(request: HttpRequest, kind: str, asked: Query[ListAsked]) -> HttpResponse:
    """The rows of an edition, page by page; a cursor goes on in the edition that it began in."""
    slug, offset = _place(asked.cursor)
    head = edition(kind[:64], slug or asked.edition) if slug or asked.edition else None
    if head is None:
        head = current(kind[:64], institution=asked.institution)
    if head is None:
        raise NotFound("这份清单还没有公布。")
    seen = look(head.kind, rows_of(head).rows, Looking(q=asked.q, agency=asked.agency))
    end = offset + asked.page_size
    plain = edition_json(head) | {
        "columns": [{"key": each.key, "label": each.label} for each in head.kind.columns],
        "results": seen.rows[offset:end],
        "next": _cursor(head.slug, end) if end < len(seen.rows) else None,
        "total": len(seen.rows),
    }
    return answer(plain, is_public=True)


def _place(cursor: str) -> tuple[str, int]:
    """In which edition a page begins, and where; nothing for a cursor that is not ours."""
    try:
        slug, offset = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").split("|")
        at = int(offset[:9])
    except ValueError:
        return "", 0
    return (slug, at) if 0 <= at <= LAST_OFFSET else ("", 0)


def _cursor(slug: str, offset: int) -> str:
    return base64.urlsafe_b64encode(f"{slug}|{offset}".encode()).decode().rstrip("=")
