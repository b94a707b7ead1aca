"""How the time was spent (S03 时限与暂停): promised and used, pauses, batches, cards, spot decisions, by department."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.handling.cases.rules.states import Status
from tongban.oversight.supervision.exporting import MEDIA_TYPES, Cell, Sheet, as_csv
from tongban.oversight.supervision.queries.cards import CardTally, tallies
from tongban.oversight.supervision.queries.outside import handled
from tongban.oversight.supervision.queries.spent import (
    BATCH_OF,
    FEWEST,
    SPOT_MINUTES,
    WHICH,
    Candidate,
    Spent,
    candidates,
    cases_spent,
    spent,
)
from tongban.oversight.supervision.rules.outside import Handled, Suspicion, suspicions
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.queries import current_guides, guide_of
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff

from .figures import Asked, asked_of, decimal, link, percent
from .frame import WATCHERS, show
from .narrowing import text, whole

HEADS = (
    *("部门", "作出决定", "承诺天数(平均)", "实际天数(平均)", "超过承诺", "暂停占比", "有特别程序", "两次以上补正"),
    *("同一分钟批量", "当场办结", "当场办结率", "黄牌", "红牌", "申诉", "撤销", "撤销率"),
)
_NO_CARDS = CardTally(0, 0, 0, 0, 0, 0)


@require_safe
@staff(*WATCHERS)
def overview(request: HttpRequest) -> HttpResponse:
    """The figures of some months by department, and the matters that could be decided on the spot."""
    asked = asked_of(request)
    found, cards, names = spent(asked.months), tallies(asked.by, asked.months), _names()
    context = {
        "asked": asked,
        "rows": [_row(asked, names.get(key, "全市"), key, found[key], cards) for key in _order(found, names)],
        "candidates": [_candidate(asked, each, names) for each in candidates(asked.months) if not _is_listed(each)],
        "listed": _listed(names),
        "suspicions": [_suspicion(asked, each, names) for each in suspicions(_handled(asked))],
        "has_networks": bool(settings.TONGBAN_HALL_NETWORKS),
        "csv": asked.address("console-spent-file"),
        "batch": BATCH_OF,
        "fewest": FEWEST,
        "minutes": SPOT_MINUTES,
    }
    return show(request, "console/spent.html", context, current="spent")


@require_safe
@staff(*WATCHERS)
def download(request: HttpRequest) -> HttpResponse:
    """The same figures as a file."""
    asked = asked_of(request)
    found, cards, names = spent(asked.months), tallies(asked.by, asked.months), _names()
    rows = [_plain(names.get(key, "全市"), found[key], cards.get(key, _NO_CARDS)) for key in _order(found, names)]
    blob = as_csv([Sheet(f"时限与暂停 {asked.first} 至 {asked.last}", HEADS, rows)])
    response = HttpResponse(blob, content_type=MEDIA_TYPES["csv"])
    response["Content-Disposition"] = f'attachment; filename="limits-{asked.first}-{asked.last}.csv"'
    return response


@require_safe
@staff(Role.SUPERVISOR)
def cases(request: HttpRequest) -> HttpResponse:
    """The cases behind one number."""
    asked = asked_of(request)
    said = {name: text(request.GET, name) for name in ("which", "agency", "option")}
    which = said["which"] if said["which"] in WHICH else "decided"
    option = said["option"] if said["option"].isalnum() and said["option"].isascii() else ""
    agency, after = whole(said["agency"]), text(request.GET, "after", 80)
    rows, following = cases_spent(asked.months, which, agency=agency, option=option, after=after)
    kept: dict[str, str | int] = {"which": which, "agency": agency, "option": option}
    context = {
        "asked": asked,
        "title": f"{WHICH[which][0]}的办件",
        "rows": [
            {
                "number": each.number,
                "option": guide_of(each.option_version_id).name,
                "agency": each.agency,
                "status": typeset(Status(each.status).label),
                "decided_at": each.decided_at,
                "promised": decimal(each.promised_days),
                "used": decimal(each.used_days),
                "paused": int(each.paused),
            }
            for each in rows
        ],
        "is_first": not after,
        "first_href": asked.address("console-spent-cases", **kept),
        "next_href": asked.address("console-spent-cases", **kept, after=following) if following else "",
    }
    return show(request, "console/spent_cases.html", context, current="spent")


def _names() -> dict[int, str]:
    return dict(Agency.objects.values_list("pk", "short_name"))


def _order(found: Mapping[int, Spent], names: Mapping[int, str]) -> list[int]:
    """The city first, then the departments by name."""
    return sorted(found, key=lambda key: (key != 0, names.get(key, "")))


def _row(asked: Asked, name: str, key: int, each: Spent, cards: Mapping[int, CardTally]) -> dict[str, Any]:
    card = cards.get(key, _NO_CARDS) if key else _sum(cards)
    of: dict[str, str | int] = {"agency": key}

    def behind(which: str) -> str:
        return asked.address("console-spent-cases", which=which, **of) if asked.may_open else ""

    def carded(**more: str) -> str:
        return asked.address("console-cards", owner="office", **more, **of) if asked.may_open else ""

    return {
        "agency": link(name),
        "decided": link(each.decided, behind("decided")),
        "promised": link(decimal(each.promised_days)),
        "used": link(decimal(each.used_days)),
        "late": link(each.late, behind("late")),
        "pause_share": link(percent(each.pause_share), behind("paused") if each.paused else ""),
        "second": link(each.second, behind("second")),
        "batch": link(each.batch, behind("batch")),
        "spot": link(each.spot, behind("spot")),
        "spot_share": link(percent(each.spot_share)),
        "yellow": link(card.yellow, carded(colour="yellow")),
        "red": link(card.red, carded(colour="red")),
        "lifted": link(card.lifted, carded(status="lifted")),
        "upheld": link(card.upheld, carded(status="upheld")),
    }


def _plain(name: str, each: Spent, card: CardTally) -> Sequence[Cell]:
    return [
        *(name, each.decided, _round(each.promised_days), _round(each.used_days), each.late),
        *(percent(each.pause_share), each.paused, each.second, each.batch, each.spot, percent(each.spot_share)),
        *(card.yellow, card.red, card.contested, card.lifted, percent(card.lifted_share)),
    ]


def _sum(cards: Mapping[int, CardTally]) -> CardTally:
    rows = list(cards.values())
    names = ("yellow", "red", "contested", "upheld", "lifted")
    return CardTally(0, *(sum(getattr(each, name) for each in rows) for name in names))


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _handled(asked: Asked) -> list[Handled]:
    return handled(asked.months, networks=settings.TONGBAN_HALL_NETWORKS)


def _suspicion(asked: Asked, each: Suspicion, names: Mapping[int, str]) -> dict[str, Any]:
    of = each.of
    kept: dict[str, str | int] = {"which": "decided", "option": of.option_code, "agency": of.agency_id}
    return {
        "name": link(guide_of(of.option_version_id).name),
        "agency": link(names.get(of.agency_id, "")),
        "pattern": link(each.pattern.label),
        "cases": link(
            f"{each.cases}/{each.among}", asked.address("console-spent-cases", **kept) if asked.may_open else ""
        ),
    }


def _is_listed(each: Candidate) -> bool:
    return guide_of(each.option_version_id).option.case_type == "on_the_spot"


def _candidate(asked: Asked, each: Candidate, names: Mapping[int, str]) -> dict[str, Any]:
    href = asked.address("console-spent-cases", which="decided", option=each.option_code) if asked.may_open else ""
    return {
        "name": link(guide_of(each.option_version_id).name),
        "agency": link(names.get(each.agency_id, "")),
        "cases": link(each.cases, href),
        "minutes": link(decimal(each.minutes)),
    }


def _listed(names: Mapping[int, str]) -> list[dict[str, Any]]:
    """The matters that the lists promise on the spot (即办件目标清单), by department."""
    found: dict[int, list[str]] = {}
    for guide in current_guides():
        if guide.option.case_type == "on_the_spot":
            found.setdefault(guide.agency_id, []).append(guide.name)
    return [{"agency": names.get(key, ""), "matters": sorted(found[key])} for key in sorted(found)]
