"""The hotline for who watches it (12345热线运行): figures, topics, bodies, and the list that filters and pages."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import LOCAL, local_day, now
from tongban.oversight.hotline.models import WorkOrder
from tongban.oversight.hotline.queries.figures import BodyCount, Figures, bodies, figures, top_topics
from tongban.oversight.hotline.queries.orders import PAGE, Wanted, counted, light, orders
from tongban.oversight.hotline.rules.lights import LABELS
from tongban.oversight.hotline.rules.policy import BOUND
from tongban.oversight.hotline.rules.states import OrderKind
from tongban.web.ui.audience import staff
from tongban.web.ui.hotline import topic_name
from tongban.web.ui.sessions import actor_of

from .figures import percent
from .frame import show
from .narrowing import narrowed

SPANS = (("7", "近7天"), ("30", "近30天"), ("90", "近90天"))
STANDS = (
    *(("open", "没有办完"), ("late", "超期"), ("returned", "退回热线"), ("to_call", "等回访"), ("repeat", "重复诉求")),
    *(("bad", "不满意"), ("again", "发回重办过"), ("check", "等质检")),
)
_TAGS = {"red": "bad", "yellow": "warn", "green": "ok"}


@require_safe
@staff(Role.SUPERVISOR)
def hotline(request: HttpRequest) -> HttpResponse:
    """Figures of a time with what came in then (six statements)."""
    actor, at = actor_of(request), now()
    asked = narrowed(request, "console-hotline", "days", "stands", "kind", "topic", "agency", "q")
    days = int(asked["days"]) if asked["days"] in dict(SPANS) else 30
    first = local_day(at) - timedelta(days=days - 1)
    since = datetime.combine(first, time(), tzinfo=LOCAL)
    wanted = Wanted(
        text=asked["q"],
        stands=asked["stands"],
        kind=asked["kind"],
        topic=asked["topic"],
        agency=asked["agency"],
        first=first,
    )
    found, by_body = figures(since=since, until=at), bodies(since=since, until=at)
    number = counted(actor, wanted, at=at)
    rows = orders(actor, wanted, at=at, after=asked.after_key, size=PAGE + 1)
    context = {
        "asked": asked,
        "days": days,
        "spans": asked.chips("days", SPANS[::2], whole="近30天"),
        "kpis": _kpis(found),
        "topics": [(each, asked.href(topic=each.code)) for each in top_topics(since=since, until=at)],
        "bodies": [_body(each, asked.href(agency=each.key)) for each in by_body],
        "filters": [
            (
                "现在怎样",
                _numbered(asked.chips("stands", STANDS), [number["total"], *(number[key] for key, _ in STANDS)]),
            ),
            ("诉求", asked.chips("kind", [(each.value, each.label) for each in OrderKind])),
        ],
        "page": asked.page([_row(each, at) for each in rows], PAGE),
        "policy": BOUND.policy,
    }
    return show(request, "console/hotline.html", context, current="hotline")


def _kpis(found: Figures) -> list[tuple[str, str, str]]:
    late = f"超期{found.replied_late}件，还有{found.overdue}件超期没答"
    return [
        ("受理", str(found.taken_in), f"电话{found.by_phone}件，网上{found.taken_in - found.by_phone}件"),
        ("当场答复", str(found.at_once), "热线照指南答的"),
        ("派单及时率", percent(found.quick), f"{BOUND.policy.dispatch_minutes}分钟内派出，共派{found.dispatched}件"),
        ("按时答复率", percent(found.on_time), f"答复{found.replied}件，{late}"),
        ("满意率", percent(found.satisfied), f"评价{found.rated}件，含基本满意"),
        ("重复诉求率", percent(found.repeated), f"重复{found.repeats}件，发回重办{found.sent_again}件"),
        ("质检合格率", percent(found.passed), f"检了{found.checked}件"),
    ]  # fmt: skip


def _body(each: BodyCount, href: str) -> dict[str, Any]:
    return {
        "name": each.name,
        "href": href,
        "given": each.given,
        "replied": each.replied,
        "late": each.late,
        "on_time": percent(each.on_time),
        "satisfied": percent(each.satisfied),
    }


def _row(each: WorkOrder, at: datetime) -> dict[str, Any]:
    found = light(each, at=at)
    return {
        "pk": each.pk,
        "each": each,
        "topic": topic_name(each.topic),
        "light": LABELS.get(found, ""),
        "tag": _TAGS.get(found, "off"),
        "due_on": _due(each),
    }


def _due(each: WorkOrder) -> date | None:
    return each.due_on if each.status == "handling" else None


def _numbered(chips: list[dict[str, Any]], numbers: list[int]) -> list[dict[str, Any]]:
    return [{**chip, "count": number} for chip, number in zip(chips, numbers, strict=True)]
