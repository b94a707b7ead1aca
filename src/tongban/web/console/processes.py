"""How a matter really runs (办理过程): where cases wait, what comes back, what a change did; also as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.errors import NotFound
from tongban.oversight.supervision import exporting
from tongban.oversight.supervision.exporting import Sheet
from tongban.oversight.supervision.queries.process import (
    BeforeAfter,
    Edition,
    Measured,
    Process,
    before_and_after,
    editions,
    process,
)
from tongban.oversight.supervision.rules.comparing import FEWEST
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff

from .figures import NONE, Asked, asked_of, decimal, link, signed
from .frame import WATCHERS, show


@require_safe
@staff(*WATCHERS)
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One matter: its states, its acts, its editions compared."""
    asked, found = asked_of(request), guide(code)
    seen, known = process(found, asked.months), editions(found)
    change = _chosen(request, found, known)
    context = {
        "asked": asked,
        "guide": found,
        "cases": link(seen.cases, asked.behind(option=code)),
        "states": _states(asked, seen, code),
        "done": _acts(asked, seen, code),
        "choices": [(str(each.number), f"第{each.number}版，办结{each.closed}件") for each in known],
        "change": change,
        "measures": [_measure(each) for each in change.measures] if change else [],
        "is_small": bool(change) and min(change.compared) < FEWEST if change else False,
        "fewest": FEWEST,
        "kept": {name: request.GET.get(name, "")[:6] for name in ("before", "after")},
        "files": [(form, _file_address(request, asked, code, form)) for form in exporting.MEDIA_TYPES],
    }
    return show(request, "console/process.html", context, current="indicators")


@require_safe
@staff(*WATCHERS)
def download(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The same tables as a workbook or CSV."""
    if form not in exporting.MEDIA_TYPES:
        raise NotFound("没有这种格式。")
    asked, found = asked_of(request), guide(code)
    sheets = _sheets(found, asked, process(found, asked.months), _chosen(request, found, editions(found)))
    body = exporting.as_csv(sheets) if form == "csv" else exporting.as_xlsx(sheets)
    name = f"process-{code}-{asked.first}-{asked.last}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=exporting.MEDIA_TYPES[form], headers=headers)


def _chosen(request: HttpRequest, of: Guide, known: list[Edition]) -> BeforeAfter | None:
    """The editions asked for; else the newest against the one before. None while there is only one."""
    numbered = {str(each.number): each for each in known}
    after = numbered.get(request.GET.get("after", "")) or (known[0] if known else None)
    if after is None:
        return None
    earlier = [each for each in known if each.number < after.number]
    before = numbered.get(request.GET.get("before", "")) or (earlier[0] if earlier else None)
    return before_and_after(of, before, after) if before is not None and before.number < after.number else None


def _file_address(request: HttpRequest, asked: Asked, code: str, form: str) -> str:
    kept = {name: request.GET.get(name, "")[:6] for name in ("before", "after")}
    return asked.address("console-process-file", code, form, **kept)


def _states(asked: Asked, seen: Process, code: str) -> list[dict[str, Any]]:
    return [
        {
            "state": link(typeset(each.status.label)),
            "turn": link(each.turn),
            "cases": link(each.cases, asked.behind(option=code, state=each.status.value)),
            "waiting": link(decimal(each.waiting)),
            "working": link(decimal(each.working)),
            "median": link(decimal(each.median)),
        }
        for each in seen.states
    ]


def _acts(asked: Asked, seen: Process, code: str) -> list[dict[str, Any]]:
    return [
        {
            "act": link(each.label + ("（退回、补正）" if each.is_return else "")),
            "times": link(each.times),
            "cases": link(each.cases, asked.behind(option=code, verb=each.verb)),
            "share": link(f"{each.cases / seen.cases * 100:.1f}%" if seen.cases else NONE),
        }
        for each in seen.acts
    ]


def _measure(each: Measured) -> dict[str, Any]:
    found = each.change
    if found is None:
        return {"name": each.name, "before": NONE, "after": NONE, "difference": NONE, "interval": "有一边还没有办件"}
    interval = f"{signed(found.low)} 到 {signed(found.high)}" if found.low is not None else f"不足{FEWEST}件，不算区间"
    return {
        "name": f"{each.name}（{each.unit}）",
        "before": decimal(found.before, 1),
        "after": decimal(found.after, 1),
        "difference": signed(found.difference),
        "interval": interval + ("，变化明确" if found.is_clear else ""),
    }


def _sheets(of: Guide, asked: Asked, seen: Process, change: BeforeAfter | None) -> list[Sheet]:
    about = Sheet(
        "说明",
        ("项目", "内容"),
        [
            ("事项", of.name),
            ("编码", of.option_code),
            ("期间", f"{asked.first}至{asked.last}"),
            ("截至", f"{asked.at:%Y-%m-%d %H:%M}"),
            ("办结件数", seen.cases),
        ],
    )
    states = Sheet(
        "各状态用时",
        ("状态", "在等谁", "办件", "平均等待（天）", "平均经办（天）", "停留中位数（天）"),
        [
            (typeset(each.status.label), each.turn, each.cases, *_rounded(each.waiting, each.working, each.median))
            for each in seen.states
        ],
    )
    acts = Sheet("步骤", ("步骤", "次数", "办件", "退回补正"), [_act_row(each) for each in seen.acts])
    return [about, states, acts, *([_change_sheet(change)] if change else [])]


def _act_row(each: Any) -> tuple[str, int, int, str]:
    return each.label, each.times, each.cases, "是" if each.is_return else ""


def _change_sheet(change: BeforeAfter) -> Sheet:
    before, after = change.before.number, change.after.number
    heads = ("指标", f"第{before}版", f"第{after}版", "变化", "区间下限", "区间上限", "件数（前）", "件数（后）")
    rows = [(f"{each.name}（{each.unit}）", *_numbers(each), *change.compared) for each in change.measures]
    return Sheet("前后对照", heads, rows)


def _numbers(each: Measured) -> tuple[float | None, ...]:
    found = each.change
    if found is None:
        return (None,) * 5
    return _rounded(found.before, found.after, found.difference, found.low, found.high)


def _rounded(*values: float | None) -> tuple[float | None, ...]:
    return tuple(None if each is None else round(each, 3) for each in values)
