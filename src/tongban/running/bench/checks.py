"""What is checked without a page (被测的核验): licences and live codes, and the bare signature for their limit.

The public page takes thirty checks a minute from one address, so these are the functions behind it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db.models import F

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.signing import Suite, suites
from tongban.registers.codes.queries import Verdict, checked, code_now
from tongban.registers.licenses.commands import make_files
from tongban.registers.licenses.models import License, LicenseEdition, Rendition
from tongban.registers.licenses.queries import check_file, content_of
from tongban.registers.licenses.queries.verifying import Verdict as Held
from tongban.registers.licenses.queries.verifying import verdict_of
from tongban.running import demo_city
from tongban.running.demo_city.licenses import load_licenses

from .operations import LIVE_CODES, open_showing

FILES = 4
RELATED = ("license__type", "license__issuer", "license__holder")
SIGNED_BYTES = 100  # about as many as a live code, or what is signed of a file


@dataclass(frozen=True, slots=True)
class Check:
    """One row of the table: genuine subjects of an instant, and whether one is found genuine and in force then."""

    name: str
    label: str
    subjects: Callable[[datetime], list[bytes]]
    holds: Callable[[bytes, datetime], bool]

    def at(self, instant: datetime) -> Callable[[bytes], bool]:
        return partial(self._holds, instant)

    def _holds(self, instant: datetime, subject: bytes) -> bool:
        return self.holds(subject, instant)


def license_files(at: datetime) -> list[bytes]:
    """Sealed and signed PDFs of licences in force (证照版式文件), as they lie on the shelf."""
    if not License.objects.exists():
        load_licenses(settings.CITY, demo_city.read(settings.CITY), at=at)
    rows = LicenseEdition.objects.filter(number=F("license__edition_number")).select_related(*RELATED).order_by("pk")
    chosen = [each for each in rows if verdict_of(each, on=local_day(at)) is Held.IN_FORCE][:FILES]
    found = []
    for each in chosen:
        make_files(each, base_url=settings.PUBLIC_URL, at=at)
        found.append(content_of(each.files.get(kind=Rendition.PDF)))
    return found


def live_codes(at: datetime) -> list[bytes]:
    """The codes of one showing, each of a second of its own, all of them alive at this instant."""
    shown = open_showing()
    return [code_now(shown, at=at - timedelta(seconds=each)).text.encode() for each in range(LIVE_CODES)]


def is_license_in_force(content: bytes, at: datetime) -> bool:
    """Every byte hashed, the signature verified, and the register asked for the licence that the file names."""
    return check_file(content, on=local_day(at)).is_in_force


def is_code_live(text: bytes, at: datetime) -> bool:
    """The signature verified, and asked how its showing stands."""
    return checked(text.decode(), at=at).verdict is Verdict.LIVE


def bare_signature() -> Callable[[bytes], bool]:
    """One signature over one message, by a key that lies ready: what no check can be faster than (ECDSA P-256)."""
    secret, point = suites.new_key(Suite.INTL)
    message = bytes(SIGNED_BYTES)
    signature, key = suites.sign(Suite.INTL, secret, point, message), suites.p256_point(point)
    algorithm = ec.ECDSA(hashes.SHA256())

    def holds(_: bytes) -> bool:
        key.verify(signature, message, algorithm)
        return True

    return holds


def named(name: str) -> Check:
    return next(each for each in CHECKS if each.name == name)


CHECKS = (
    Check("licence_check", "核验证照文件", license_files, is_license_in_force),
    Check("code_check", "核验动态码", live_codes, is_code_live),
)
