"""The register of requests (受理及处理结果登记, R-032): searched, filtered, counted, exported; coaching in figures."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import LOCAL, local_day, now
from tongban.foundation.ledger.commands import record_read
from tongban.handling.contacts.models import FirstContact
from tongban.handling.contacts.queries.coaching import CoachingFigures, coaching_figures
from tongban.handling.contacts.queries.register import PAGE, STANDS, Wanted, counted, register
from tongban.handling.contacts.rules.states import ContactChannel, ContactKind, ContactResult
from tongban.oversight.supervision.exporting import Cell, Sheet, as_csv
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .figures import percent
from .frame import show
from .importing import download
from .narrowing import Narrowed, narrowed

MOST = 5000
DAYS = 30
_NAMES = ("q", "stands", "channel", "kind", "result", "from", "to")
_STANDS = dict(zip(STANDS, ("没有办结", "已办结", "超期", "已报监督岗", "一次没有答清"), strict=True))
_HEADS = (
    *("登记号", "登记时间", "渠道", "类别", "谁问的", "事项", "问的话", "首问责任人", "部门", "状态", "期限"),
    *("结果", "去处", "办件编号", "结果说明", "办结时间", "七天内再问"),
)


@require_safe
@staff(Role.SUPERVISOR)
def contacts(request: HttpRequest) -> HttpResponse:
    """The register with its counts, and what coaching is good for (four statements)."""
    actor, at = actor_of(request), now()
    asked = narrowed(request, "console-contacts", *_NAMES)
    wanted = _wanted(asked)
    number = counted(actor, wanted, on=local_day(at))
    rows = register(actor, wanted, on=local_day(at), after=asked.after_key, size=PAGE + 1)
    coaching = coaching_figures(since=at - timedelta(days=DAYS), until=at)
    context = {
        "asked": asked,
        "page": asked.page(rows, PAGE),
        "today": local_day(at),
        "number": number,
        "filters": [
            ("现在怎样", _counted(asked.chips("stands", _STANDS.items()), number.stands)),
            ("渠道", _counted(asked.chips("channel", [(c.value, c.label) for c in ContactChannel]), number.channel)),
            ("类别", asked.chips("kind", [(each.value, each.label) for each in ContactKind])),
            ("结果", _counted(asked.chips("result", [(r.value, r.label) for r in ContactResult]), number.result)),
        ],
        "coaching": _figures(coaching),
        "days": DAYS,
        "file_href": asked.href().replace("/contacts", "/contacts.csv", 1),
        "most": MOST,
    }
    return show(request, "console/contacts.html", context, current="contacts")


@require_safe
@staff(Role.SUPERVISOR)
def contacts_file(request: HttpRequest) -> HttpResponse:
    """The same choice as CSV, names masked; that it was taken out is on record."""
    actor, at = actor_of(request), now()
    wanted = _wanted(narrowed(request, "console-contacts", *_NAMES))
    record_read("contacts:register", by=actor, at=at, purpose="导出首问登记", fields=["name_masked", "question"])
    rows = register(actor, wanted, on=local_day(at), size=MOST)
    sheet = Sheet("受理及处理结果登记", _HEADS, [_line(each) for each in rows])
    return download(as_csv([sheet]), "受理及处理结果登记.csv", "text/csv; charset=utf-8")


def _line(each: FirstContact) -> Sequence[Cell]:
    return (
        each.number,
        f"{each.opened_at.astimezone(LOCAL):%Y-%m-%d %H:%M}",
        each.way.label,
        each.sort.label,
        each.name_masked,
        each.option_name,
        each.question,
        each.owner.name,
        each.owner.agency.short_name,
        each.state.label,
        each.due_on.isoformat(),
        each.outcome.label if each.outcome is not None else "",
        each.result_body,
        each.result_case or each.case_number,
        each.result_words,
        f"{each.closed_at.astimezone(LOCAL):%Y-%m-%d %H:%M}" if each.closed_at is not None else "",
        "是" if each.is_repeat else "",
    )


def _wanted(asked: Narrowed) -> Wanted:
    return Wanted(
        text=asked["q"],
        stands=asked["stands"],
        channel=asked["channel"],
        kind=asked["kind"],
        result=asked["result"],
        first=_day(asked["from"]),
        last=_day(asked["to"]),
    )


def _counted(chips: list[dict[str, Any]], numbers: dict[str, int]) -> list[dict[str, Any]]:
    """Chips with how many there are; the first one chooses nothing."""
    values = [None, *numbers]
    return [
        {**chip, "count": numbers.get(value) if value is not None else None}
        for chip, value in zip(chips, values, strict=True)
    ]


def _figures(found: CoachingFigures) -> list[tuple[str, str, str]]:
    return [
        ("辅导率", percent(found.share), f"{found.received}件里辅导过{found.coached}件"),
        ("辅导过的一次通过", percent(found.coached_rate), "没有一次性告知补正的"),
        ("没辅导的一次通过", percent(found.others_rate), ""),
        ("辅导失误", str(found.failures), "照清单带齐了，又被要求补"),
    ]


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None
