"""Indicators of online service (网办能力指标): from cases, not declarations; each number opens what it counts."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.worktime.rules import describe
from tongban.handling.cases.models import Channel
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.states import Status
from tongban.oversight.supervision.queries.behind import WHICH, Counted, Sought, cases_behind
from tongban.oversight.supervision.queries.indicators import (
    COUNTING,
    SQL,
    Indicators,
    Tally,
    counted_at,
    indicators,
    values,
)
from tongban.oversight.supervision.queries.period import month_of, of_month
from tongban.oversight.supervision.rules.depth import Depth, depths
from tongban.oversight.supervision.rules.visits import DEFINITIONS
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.queries import current_guides, guide_of
from tongban.registers.compiling.bound import BOUND as COMPILING
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff

from .figures import Asked, asked_of, decimal, link, percent
from .frame import WATCHERS, show

SHOWN = {"gaps": "差距", "excepted": "有例外依据", "whole": "全程网办", "all": "全部"}


@require_safe
@staff(*WATCHERS)
def overview(request: HttpRequest) -> HttpResponse:
    """The figures of some months: as a whole, by department, by month, by matter."""
    asked = asked_of(request)
    found, matters = indicators(asked.months), depths(current_guides())
    names = dict(Agency.objects.values_list("pk", "short_name"))
    agency = _agency(request, names)
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else "gaps"
    mine = [each for each in matters if agency in (0, each.agency_id)]
    tally = found.by_agency.get(agency, Tally()) if agency else found.total
    context = {
        "asked": asked,
        "agency": agency,
        "agencies": [("", "全市"), *sorted(((str(pk), name) for pk, name in names.items()), key=lambda pair: pair[1])],
        "counted_at": found.counted_at,
        "kpis": _kpis(asked, tally, mine, agency, found.reachable(agency)),
        "departments": _departments(asked, found, matters, names),
        "months": _months(asked, found, agency),
        "matters": [_matter(asked, found, each) for each in mine if _is_shown(each, shown)],
        "filters": [
            {
                "label": label,
                "href": asked.address("console-indicators", show=key, agency=agency) + "#matters",
                "count": sum(_is_shown(each, key) for each in mine),
                "is_current": key == shown,
            }
            for key, label in SHOWN.items()
        ],
        "definitions": DEFINITIONS,
        "sql": f"{COUNTING.strip()};\n{SQL.strip()}",
        "values": sorted(values(asked.months).items()),
    }
    return show(request, "console/indicators.html", context, current="indicators")


@require_safe
@staff(Role.SUPERVISOR)
def cases(request: HttpRequest) -> HttpResponse:
    """The cases behind one number."""
    asked = asked_of(request)
    sought = _sought(request, asked)
    sought = replace(sought, as_of=counted_at(sought.period))
    found = cases_behind(asked.by, sought, after=request.GET.get("after", "")[:80])
    kept: dict[str, str | int] = {
        name: value
        for name in ("which", "agency", "option", "verb", "state", "month")
        if (value := request.GET.get(name, "").replace("\x00", "")[:40])
    }
    context = {
        "asked": asked,
        "title": _title(sought),
        "as_of": sought.as_of or asked.at,
        "rows": [_case(each) for each in found.rows],
        "is_first": not request.GET.get("after"),
        "first_href": asked.address("console-indicators-cases", **kept),
        "next_href": asked.address("console-indicators-cases", **kept, after=found.next) if found.next else "",
    }
    return show(request, "console/indicators_cases.html", context, current="indicators")


def _sought(request: HttpRequest, asked: Asked) -> Sought:
    given = {name: request.GET.get(name, "") for name in ("which", "agency", "option", "verb", "state", "month")}
    month = month_of(given["month"])
    agency = given["agency"]
    return Sought(
        which=given["which"] if given["which"] in WHICH else "ended",
        period=of_month(month) if month is not None else asked.months,
        agency_id=int(agency) if agency.isascii() and agency.isdigit() and len(agency) < 10 else None,
        option_code=given["option"] if given["option"].isalnum() and given["option"].isascii() else "",
        verb=given["verb"] if given["verb"] in FLOW.steps else "",
        state=given["state"] if given["state"] in set(Status) else "",
    )


def _title(sought: Sought) -> str:
    """What the list holds, in words."""
    through = f"，经过“{typeset(Status(sought.state).label)}”" if sought.state else ""
    done = f"，办过“{FLOW.steps[sought.verb].label}”" if sought.verb else ""
    return f"{WHICH[sought.which]}的办件{through}{done}"


def _case(each: Counted) -> dict[str, Any]:
    return {
        "number": each.number,
        "option": guide_of(each.option_version_id).name,
        "agency": each.agency,
        "channel": Channel(each.channel).label,
        "status": typeset(Status(each.status).label),
        "ended_at": each.ended_at,
        "visits": each.visits,
    }


def _agency(request: HttpRequest, names: dict[int, str]) -> int:
    """The department asked for; 0 is the city."""
    said = request.GET.get("agency", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 and int(said) in names else 0


def _is_shown(each: Depth, shown: str) -> bool:
    return {"gaps": each.is_gap, "excepted": bool(each.exception), "whole": each.is_whole}.get(shown, True)


def _counted_kpis(asked: Asked, tally: Tally, agency: int) -> list[tuple[str, str, str, str]]:
    """What is counted of ended cases."""
    return [
        ("办结件数", str(tally.ended), "", asked.behind(agency=agency) if tally.ended else ""),
        (
            "零跑动率",
            percent(tally.zero_share),
            f"{tally.zero}件一次没跑",
            asked.behind("zero", agency=agency) if tally.zero else "",
        ),
        (
            "平均跑动次数",
            decimal(tally.mean_visits),
            f"一共跑了{tally.visits}次",
            asked.behind("visits", agency=agency) if tally.visits else "",
        ),
        (
            "网上申办率",
            percent(tally.online_share),
            f"{tally.online}件",
            asked.behind("online", agency=agency) if tally.online else "",
        ),
        (
            "全程网办率",
            percent(tally.whole_share),
            f"{tally.whole}件",
            asked.behind("whole", agency=agency) if tally.whole else "",
        ),
        (
            "一次办成率",
            percent(tally.once_share),
            f"{tally.once}件",
            asked.behind("once", agency=agency) if tally.once else "",
        ),
    ]


def _kpis(
    asked: Asked, tally: Tally, matters: list[Depth], agency: int, reachable: tuple[int, int]
) -> list[tuple[str, str, str, str]]:
    """Label, value, what it is made of, and where its cases are."""
    whole = sum(each.is_whole for each in matters)
    reached, had = reachable
    return [
        *_counted_kpis(asked, tally, agency),
        (
            "网上可办率",
            percent(reached / had if had else None),
            f"{had}个有办件的事项里{reached}个",
            asked.behind("online", agency=agency) if reached else "",
        ),
        (
            "全程网办事项",
            f"{whole}/{len(matters)}",
            _gaps(sum(each.is_gap for each in matters)),
            asked.address("console-indicators", show="whole", agency=agency) + "#matters",
        ),
    ]


def _gaps(count: int) -> str:
    """How many fall short, and by which day the city means to be there (补齐期限)."""
    day = COMPILING.rules.gaps_until
    return f"差距{count}项" + (f"，最晚{typeset(describe(day))}补齐" if count and day is not None else "")


def _departments(
    asked: Asked, found: Indicators, matters: tuple[Depth, ...], names: dict[int, str]
) -> list[dict[str, Any]]:
    own: dict[int, list[Depth]] = {}
    for each in matters:
        own.setdefault(each.agency_id, []).append(each)
    rows = []
    for pk in sorted(own.keys() | found.by_agency.keys(), key=lambda pk: names[pk]):
        have, gaps = own.get(pk, []), sum(each.is_gap for each in own.get(pk, []))
        rows.append(
            {
                "agency": {"text": names[pk], "href": asked.address("console-indicators", agency=pk)},
                "matters": link(len(have), asked.address("console-indicators", agency=pk, show="all") + "#matters"),
                "deep": link(
                    sum(each.is_whole for each in have),
                    asked.address("console-indicators", agency=pk, show="whole") + "#matters",
                ),
                "gaps": link(gaps, asked.address("console-indicators", agency=pk, show="gaps") + "#matters"),
                **_counts(asked, found.by_agency.get(pk, Tally()), agency=pk),
            }
        )
    return rows


def _months(asked: Asked, found: Indicators, agency: int) -> list[dict[str, Any]]:
    rows = []
    for month in reversed(asked.months.months):
        tally = (found.by_agency_and_month.get((agency, month)) if agency else found.by_month.get(month)) or Tally()
        label = f"{month.year}年{month.month}月"
        rows.append({"month": {"text": label}, **_counts(asked, tally, agency=agency, month=f"{month:%Y-%m}")})
    return rows


def _matter(asked: Asked, found: Indicators, each: Depth) -> dict[str, Any]:
    return {
        "name": {"text": each.name, "href": asked.address("console-process", each.option_code)},
        "agency": {"text": each.agency},
        "depth": {"text": each.label},
        "exception": {"text": typeset(each.exception) or ("—" if each.is_whole else "没有")},
        **_counts(asked, found.by_option.get(each.option_code, Tally()), option=each.option_code),
    }


def _counts(asked: Asked, tally: Tally, **which: str | int) -> dict[str, Any]:
    """The counts of a row, each with its share and with its cases."""
    shares = {
        "zero": percent(tally.zero_share),
        "visits": f"平均{decimal(tally.mean_visits)}",
        "online": percent(tally.online_share),
        "whole": percent(tally.whole_share),
        "once": percent(tally.once_share),
    }
    cells: dict[str, Any] = {"ended": link(tally.ended, asked.behind("ended", **which))}
    for name, share in shares.items():
        told = {"note": share} if tally.ended else {}
        cells[name] = {**link(getattr(tally, name), asked.behind(name, **which)), **told}
    return cells
