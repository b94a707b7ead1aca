"""What the list for those without a network says now (离线状态名单)."""

import secrets
from datetime import datetime

from django.db.models import F

from tongban.foundation.kernel.signing import Suite
from tongban.registers.documents.sealing.provider import BOUND
from tongban.registers.licenses.models import LicenseEdition
from tongban.registers.licenses.rules.bulletins import bulletin, signed, trust_list
from tongban.registers.licenses.rules.states import Status


def bulletin_file(*, at: datetime) -> bytes:
    """The signed list (two statements): editions of licences that do not hold, and those that a later one replaced."""
    editions = LicenseEdition.objects.order_by()
    ended = editions.exclude(license__status=Status.VALID).values_list("identifier", flat=True)
    replaced = editions.filter(license__status=Status.VALID).exclude(number=F("license__edition_number"))
    told = bulletin(ended, replaced.values_list("identifier", flat=True), salt=secrets.token_hex(16), at=at)
    return signed(told, by=[BOUND[0].signer(each, at=at) for each in Suite])


def trust_file() -> bytes:
    """Whose signatures hold here, for checking elsewhere."""
    return trust_list(BOUND[0].trusted().values())
