"""One-time codes (动态口令): TOTP, RFC 6238, thirty seconds; one step of drift each way, and no code counts twice."""

from datetime import datetime

import pyotp

STEP = 30
DRIFT = (0, -1, 1)
ISSUER = "通办"


def new_secret() -> str:
    """A fresh secret of 160 bits, base 32."""
    return pyotp.random_base32()


def uri(secret: str, login: str) -> str:
    """What the QR for the authenticator app says (otpauth)."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def matching_step(secret: str, code: str, *, after: int, at: datetime) -> int | None:
    """The time step that this code belongs to, if it is near now and later than `after`; None if the code is wrong."""
    totp = pyotp.TOTP(secret)
    now = int(at.timestamp()) // STEP
    typed = code.strip().replace(" ", "")
    if not (typed.isascii() and typed.isdigit()):
        return None
    for drift in DRIFT:
        step = now + drift
        if step > after and pyotp.utils.strings_equal(typed, totp.generate_otp(step)):
            return step
    return None
