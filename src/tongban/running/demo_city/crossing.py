"""What is under way across provinces (跨域办件): one received for the sample city, one that it received for us."""

import base64
from datetime import datetime

from tongban.exchange.connectors.partner_city.simulator import SimulatedCity, closed_part
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.codes.damm import damm_digit
from tongban.handling.crossing.commands.receiving import Received, receive
from tongban.handling.crossing.jobs import collect
from tongban.handling.crossing.models import Crossing
from tongban.handling.crossing.partners import BOUND
from tongban.handling.crossing.rules.agreements import matches
from tongban.handling.crossing.rules.letters import local_text
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.checklist import checklist
from tongban.registers.catalog.queries import current_guides

from .cases import sample
from .filling import filled_form, first_situation

SENT = "000511014000-01"
APPLICANT = {"name": "陈远（样例）", "id_kind": "id_card", "id_number": "620201198803150010", "phone": "15400000092"}


def load_crossings(at: datetime) -> int:
    """Two crossings, once, and only where the other end is the simulated city; how many were begun."""
    city = next((each for each in BOUND.lines.values() if isinstance(each, SimulatedCity)), None)
    if city is None or Crossing.objects.exists():
        return 0
    _receive(city, at)
    _lodge(city, at)
    collect(at)
    return Crossing.objects.count()


def _receive(city: SimulatedCity, at: datetime) -> None:
    """The first matter that is received here for the sample city, with its originals in custody."""
    matter = next(each for each in city.agreement.matters if any(asked.is_original for asked in each.materials))
    rows = Staff.objects.select_related("agency").filter(roles__contains=[Role.COUNTER.value], is_active=True)
    person = rows.order_by("number")[0]
    by = Actor(
        name=person.name,
        roles=frozenset({Role.COUNTER}),
        account_id=person.account_id,
        staff_id=person.pk,
        agency_id=person.agency_id,
        agency=person.agency.short_name,
        venue_id=person.venue_id,
        post=person.post,
    )
    given = Received(
        **APPLICANT,
        identity_checked=True,
        in_form=[each.code for each in matter.materials],
        originals=[each.code for each in matter.materials if each.is_original],
    )
    receive(city.code, matter.code, given=given, by=by, at=at)


def _lodge(city: SimulatedCity, at: datetime) -> None:
    """An application for a matter of ours, complete, as the sample city's window sends it."""
    guide = next(each for each in current_guides() if matches(each.option_code, SENT))
    answers = first_situation(guide.option)
    needed = [each.material for each in checklist(guide.option, answers, held={}).needed]
    copy = base64.b64encode(sample()).decode()
    body = f"{city.code}{at:%y}00000001"
    facts = {
        "received_at": local_text(at),
        "matter": guide.option_code,
        "form_check": [{"code": each.code, "name": each.name, "in_form": True} for each in needed],
        "originals": ["disability_card"],
        "names": [{"code": "disability_card", "name": "残疾人证"}],
        "way": "post",
        "tracking": "MN20260001",
    }
    private = closed_part(
        APPLICANT,
        answers=answers,
        form=filled_form(guide.option, {"applicant.name": APPLICANT["name"]}),
        materials=[{"code": each.code, "name": f"{each.name}.pdf", "content": copy} for each in needed],
    )
    city.lodge(body + damm_digit(body), facts, private, at=at)
