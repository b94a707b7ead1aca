"""Who stands at the terminal (终端前的人): a scan and when it was last used, sealed in a cookie of this machine.

What stands there of a person is gone half a minute after the last touch (R-134): ten seconds, then twenty to say «I am
still here» (WCAG 2.2.1); a guide that is being read asks after a minute. Whatever the screen does, here nobody is
known after 75 s without a request. Nothing of a person is kept on the machine; its cookie opens nothing after the end.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.vault import VaultError, vault
from tongban.handling.halls.models import Kiosk
from tongban.handling.halls.queries.kiosks import actor_at
from tongban.registers.codes.models import Scan
from tongban.registers.codes.queries import scan_for_scanner
from tongban.web.ui.display import COOKIE as DISPLAY

from .terminals import LOW, PATH

COOKIE, PURPOSE = "tongban_at_kiosk", "kiosk.visitor"
IDLE_SECONDS, LEFT_SECONDS = 60, 15
OWN_IDLE_SECONDS, OWN_LEFT_SECONDS = 10, 20
IDLE = timedelta(seconds=IDLE_SECONDS + LEFT_SECONDS)
_LONGEST = 500


def scan_here(request: HttpRequest, kiosk: Kiosk, *, at: datetime) -> Scan | None:
    """The scan of whoever stands here, if they did something within the last moments (one query); else None."""
    sealed = request.COOKIES.get(COOKIE, "")[:_LONGEST]
    if not sealed:
        return None
    try:
        key, _, used = vault().open(bytes.fromhex(sealed), purpose=PURPOSE, owner=actor_at(kiosk).ref).partition(":")
    except (ValueError, VaultError):
        return None
    if not 0 <= at.timestamp() - int(used) < IDLE.total_seconds():
        return None
    try:
        return scan_for_scanner(actor_at(kiosk), UUID(key))
    except NotFound:
        return None


def is_somebody_known(request: HttpRequest) -> bool:
    """Whether this machine carries the mark of a visitor; whether it still opens anything, `scan_here` tells."""
    return bool(request.COOKIES.get(COOKIE))


def remember(request: HttpRequest, response: HttpResponse, scan: Scan, kiosk: Kiosk, *, at: datetime) -> None:
    """Somebody is here, and did something just now."""
    text = f"{scan.public_id.hex}:{int(at.timestamp())}"
    sealed = vault().seal(text, purpose=PURPOSE, owner=actor_at(kiosk).ref).hex()
    response.set_cookie(COOKIE, sealed, path=PATH, secure=request.is_secure(), httponly=True, samesite="Strict")


def forget(response: HttpResponse) -> None:
    """The next one finds the machine as it stands there for everybody: nobody known, letters and place as usual."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")
    response.delete_cookie(LOW, path=PATH, samesite="Strict")
    response.delete_cookie(DISPLAY, path="/", samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache"'  # storage holds the kept guides; kiosk.js empties the rest of it
