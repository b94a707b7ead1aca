"""What renews a licence (延续事项), and what runs out (到期名单): for the holder, and for the body that decides."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Q

from tongban.foundation.kernel.actors import Actor, Role
from tongban.handling.cases.models import Clock
from tongban.handling.cases.queries.drafts import fitting_answers
from tongban.handling.cases.queries.visible import visible_to
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.enterprises.rules.radar import THRESHOLDS
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import current_guides, revision
from tongban.registers.licenses.models import License
from tongban.registers.licenses.queries import visible_to as licenses_visible_to
from tongban.registers.licenses.rules.states import Status

PAGE = 100
_GUARD = re.compile(r'(\w+) == "(yes|no)"')


@dataclass(frozen=True, slots=True)
class Renewal:
    """The matter that renews a licence (延续事项), with the answers that the licence gives already."""

    option_code: str
    name: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Countdown:
    """An undecided renewal (延续倒计时): on its last day silence renews the licence; 行政许可法 第五十条第二款."""

    number: str
    name_of: int
    applicant: str
    due_on: date
    left: int


def renewal_of(license: License) -> Renewal | None:
    """Where this licence is renewed; None if the catalogue has no such matter."""
    if license.valid_to is None:
        return None
    guide = _renewing(revision()).get((license.type.key, license.issuer_id))
    if guide is None or guide.option.renewal is None:
        return None
    expiry = guide.option.renewal.expiry
    asked = next((each for each in guide.option.questions if each.code == expiry), None)
    answers = {expiry: license.valid_to.isoformat()} if asked is not None else {}
    if asked is not None and asked.show_when:
        answers |= dict(_GUARD.findall(asked.show_when))
    fitting = fitting_answers(guide.option, answers)
    return Renewal(guide.option_code, guide.option.name, {code: str(value) for code, value in fitting.items()})


def running_out(*, on: date) -> list[License]:
    """Licences in force whose last day is at most ninety days away, the nearest first (one statement)."""
    rows = License.objects.filter(status=Status.VALID, valid_to__gte=on, valid_to__lte=_horizon(on))
    return list(rows.select_related("type", "issuer", "holder").order_by("valid_to", "pk"))


def running_out_of_body(actor: Actor, *, on: date) -> Sequence[License]:
    """The same of the body of this actor; supervision sees the city's (one statement)."""
    rows = License.objects.all() if Role.SUPERVISOR in actor.roles else licenses_visible_to(actor)
    rows = rows.filter(status=Status.VALID, valid_to__gte=on, valid_to__lte=_horizon(on))
    return list(rows.select_related("type", "issuer", "holder").order_by("valid_to", "pk")[:PAGE])


def countdowns(actor: Actor, *, on: date) -> list[Countdown]:
    """Renewals that are not decided yet, the nearest last day first (one statement)."""
    rows = Clock.objects.filter(Q(kind=ClockKind.RENEWAL), ended_at__isnull=True, case__in=visible_to(actor))
    rows = rows.select_related("case__applicant").order_by("due_on", "pk")[:PAGE]
    return [_countdown(each, on) for each in rows]


def _countdown(clock: Clock, on: date) -> Countdown:
    case = clock.case
    left = (clock.due_on - on).days
    return Countdown(case.number, case.option_version_id, case.applicant.name, clock.due_on, left)


@lru_cache(maxsize=2)
def _renewing(of_revision: int) -> dict[tuple[str, int], Guide]:
    """Which matter renews which type of licence of which body; made anew when the catalogue has moved."""
    return {
        (result.license_type, guide.agency_id): guide
        for guide in current_guides()
        if guide.option.renewal is not None
        for result in guide.option.results
        if result.license_type
    }


def _horizon(on: date) -> date:
    return on + timedelta(days=max(THRESHOLDS))
