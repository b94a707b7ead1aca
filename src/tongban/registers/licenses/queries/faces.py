"""What a licence says (照面): now, or of a past day by what was known at an instant."""

from datetime import date, datetime
from typing import Any

import msgspec

from tongban.foundation.kernel.vault import vault
from tongban.registers.licenses.models import License, LicenseEdition
from tongban.registers.licenses.rules.faces import FACE
from tongban.registers.licenses.rules.validity import told_by


def face_of(edition: LicenseEdition) -> dict[str, Any]:
    """The face, opened for this request only; whoever shows it to others records the read first."""
    text = vault().open(edition.face_sealed, purpose=FACE, owner=edition.identifier)
    found: dict[str, Any] = msgspec.json.decode(text)
    return found


def as_of(license: License, *, on: date, known_at: datetime) -> LicenseEdition | None:
    """Which edition tells of a day, by what was known at an instant (双时态查询); None before its first day."""
    return told_by(license.editions.filter(recorded_at__lte=known_at), on=on, known_at=known_at)
