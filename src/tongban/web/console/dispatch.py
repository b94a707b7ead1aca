"""To whom accepted cases go (分派规则): the rules of a body, every edition of them, and publishing the next one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Invalid, NotFound
from tongban.handling.cases.commands.dispatching import publish_rules
from tongban.handling.cases.models import DispatchTable
from tongban.handling.cases.queries.dispatch import editions, examiners_of, rules_in
from tongban.handling.cases.rules.dispatching import DispatchRule
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.agencies.queries import bodies
from tongban.registers.catalog.queries import cards
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .addresses import asked, href, plain
from .frame import READERS, show

LOOKERS = (*READERS, Role.DECIDER)
PAGE = 20
MOST_RULES = 40
_BLANK = 2
_WHOLE_CITY = frozenset({Role.CATALOG_REVIEWER, Role.SUPERVISOR})
_NAME = "console-dispatch"


@dataclass(frozen=True, slots=True)
class Typed:
    """One rule as a form holds it."""

    name: str = ""
    options: str = ""
    when: str = ""
    post: str = ""
    staff: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.name or self.options or self.when or self.post or self.staff)


@require_safe
@staff(*LOOKERS)
def dispatch(request: HttpRequest) -> HttpResponse:
    """The rules of one body, the newest or an earlier edition, and the list of editions (four statements)."""
    actor, given = actor_of(request), asked(request, "agency", "edition", "before")
    agency = _agency(actor, given["agency"])
    rows = editions(agency.pk, before=_number(given["before"]), size=PAGE + 1)
    shown = _edition(agency, rows, _number(given["edition"]))
    people = {each.number: each.name for each in examiners_of(agency.pk)}
    kept = {"agency": given["agency"]}
    context = {
        "agency": agency,
        "agencies": _choices(actor),
        "chosen": agency.key,
        "edition": shown,
        "rules": [_told(each, people) for each in rules_in(shown)] if shown else [],
        "rows": [_row(each, kept, _names(rows)) for each in rows[:PAGE]],
        "is_first": not given["before"],
        "next_href": href(_NAME, kept, before=str(rows[PAGE - 1].number)) if len(rows) > PAGE else "",
        "may_publish": _may_publish(actor, agency),
    }
    return show(request, "console/dispatch.html", context, current="dispatch")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.DECIDER)
@done_once
def publish(request: HttpRequest) -> HttpResponse:
    """The next edition as a form: the rules in force to begin with; every fault and clash told at once."""
    actor = actor_of(request)
    agency = _agency(actor, "")
    problems: list[Problem] = []
    if request.method == "POST":
        typed = _typed(request.POST)
        try:
            publish_rules(agency, _rules(typed), by=actor, at=now())
        except Invalid as refusal:
            problems = problems_of(refusal)
        else:
            return redirect(_NAME)
    else:
        newest = editions(agency.pk, size=1)
        typed = [_as_typed(each) for each in rules_in(newest[0])] if newest else []
    examiners = examiners_of(agency.pk)
    context = {
        "agency": agency,
        "typed": [*typed, *[Typed()] * _BLANK][:MOST_RULES],
        "posts": [("", "不按岗位"), *((each, each) for each in sorted({one.post for one in examiners}))],
        "people": [("", "不指定人"), *((each.number, f"{each.name}（{each.number}）") for each in examiners)],
        "matters": [(each.name, each.option_code) for each in cards() if each.agency_key == agency.key],
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems},
    }
    return show(request, "console/dispatch_publish.html", context, current="dispatch", status=422 if problems else 200)


def _agency(actor: Actor, key: str) -> Agency:
    """The body that is looked at: one's own, or for who watches the city the one that the address names."""
    rows = Agency.objects.filter(is_active=True)
    if actor.roles & _WHOLE_CITY and key:
        found = rows.filter(key=key).first()
    else:
        found = rows.filter(pk=actor.agency_id or 0).first()
    if found is None:
        raise NotFound("没有这个部门。")
    return found


def _choices(actor: Actor) -> list[tuple[str, str]]:
    if not actor.roles & _WHOLE_CITY:
        return []
    return bodies()


def _may_publish(actor: Actor, agency: Agency) -> bool:
    return Role.DECIDER in actor.roles and actor.agency_id == agency.pk


def _edition(agency: Agency, rows: Sequence[DispatchTable], number: int | None) -> DispatchTable | None:
    if number is None:
        return rows[0] if rows else None
    found = next(iter(editions(agency.pk, before=number + 1, size=1)), None)
    if found is None or found.number != number:
        raise NotFound("没有这一版分派规则。")
    return found


def _told(rule: DispatchRule, people: Mapping[str, str]) -> dict[str, str]:
    """A rule in words: which matters, which situation, to whom."""
    named = {each.option_code: each.name for each in cards()}
    return {
        "name": rule.name,
        "options": "、".join(named.get(each, each) for each in rule.options) or "本部门全部事项",
        "when": rule.when or "不限",
        "to": f"{people.get(rule.staff, '')}（工号{rule.staff}）" if rule.staff else rule.target_label,
    }


def _row(table: DispatchTable, kept: Mapping[str, str], names: Mapping[str, str]) -> dict[str, object]:
    return {
        "number": f"第{table.number}版",
        "href": href(_NAME, kept, edition=str(table.number)),
        "at": table.published_at,
        "count": len(table.rules),
        "by": names.get(table.published_by, "系统"),
    }


def _names(rows: Sequence[DispatchTable]) -> dict[str, str]:
    """Who published, by name."""
    keys = [int(each.published_by.removeprefix("staff:")) for each in rows if each.published_by.startswith("staff:")]
    return {f"staff:{key}": name for key, name in Staff.objects.filter(pk__in=keys).values_list("pk", "name")}


def _typed(data: QueryDict) -> list[Typed]:
    """Every row of the form that is not blank, as typed."""
    found = [
        Typed(
            name=plain(data.get(f"rules-{place}-name", ""))[:60],
            options=plain(data.get(f"rules-{place}-options", ""))[:4000],
            when=plain(data.get(f"rules-{place}-when", ""))[:500],
            post=plain(data.get(f"rules-{place}-post", ""))[:60],
            staff=plain(data.get(f"rules-{place}-staff", ""))[:20],
        )
        for place in range(MOST_RULES)
    ]
    return [each for each in found if not each.is_blank]


def _rules(typed: Sequence[Typed]) -> list[DispatchRule]:
    return [
        DispatchRule(each.name, tuple(dict.fromkeys(each.options.split())), each.when, each.post, each.staff)
        for each in typed
    ]


def _as_typed(rule: DispatchRule) -> Typed:
    return Typed(rule.name, "\n".join(rule.options), rule.when, rule.post, rule.staff)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
