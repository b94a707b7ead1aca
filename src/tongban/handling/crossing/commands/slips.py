"""Issuing the slip of a handover (材料交接单)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tongban.foundation.kernel.actors import Actor
from tongban.handling.crossing.models import Crossing
from tongban.handling.crossing.rules.papers import handover_slip
from tongban.registers.agencies.models import Agency
from tongban.registers.documents.commands import issue
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import DocumentKind


@dataclass(frozen=True, slots=True)
class Slip:
    """Who gives, who takes, who signed for taking, what goes, and how."""

    giver: str
    taker: str
    taker_signed: str
    items: Sequence[tuple[str, str]]
    way: str


def issue_slip(crossing: Crossing, slip: Slip, *, by: Actor, at: datetime) -> OfficialDocument:
    """The slip in the name of the body whose window hands over."""
    assert by.agency_id is not None, "a window belongs to a body"
    agency = Agency.objects.get(pk=by.agency_id)
    body = handover_slip(
        number=crossing.number,
        matter=crossing.matter_name,
        applicant=crossing.applicant.name,
        agency=agency.name,
        giver=slip.giver,
        taker=slip.taker,
        taker_signed=slip.taker_signed,
        items=slip.items,
        way=slip.way,
        at=at,
    )
    kind = DocumentKind.HANDOVER_SLIP
    return issue(kind, subject=crossing.chain, agency=agency, body=body, by=by, at=at, party_id=crossing.applicant_id)
