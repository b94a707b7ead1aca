"""Making the code of this moment (出码): nothing is written, so that a page may turn it every thirty seconds."""

from datetime import datetime, timedelta

from tongban.foundation.kernel.signing import Suite
from tongban.registers.codes.models import Doorplate, Showing
from tongban.registers.codes.rules.codes import Code, Kind, made
from tongban.registers.documents.sealing.provider import BOUND


def code_now(showing: Showing, *, at: datetime) -> Code:
    """The code of a showing at this second (no query); right after a scan of the next, for this one is used."""
    late = showing.used_until - int(at.timestamp()) + 1
    moment = at + timedelta(seconds=max(0, late))
    signer = BOUND[0].signer(Suite.INTL, at=at)
    return made(Kind(showing.kind), bytes(showing.handle), words=showing.words, by=signer, at=moment)


def code_of_plate(plate: Doorplate) -> Code:
    """The code that is printed on a plate (no query)."""
    signer = BOUND[0].signer(Suite.INTL, at=plate.issued_at)
    return made(Kind.DOORPLATE, bytes(plate.handle), words=plate.address, by=signer, at=plate.issued_at)
