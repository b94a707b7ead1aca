"""What the provincial unified identity gives (甘肃政务服务网统一身份认证): a code for a browser, a person for a code.

The way of an authorization code: the browser is sent to the province with `state` and `return_to`; it comes back with
`code` and the same `state`, or with `error`; the code is exchanged once, within a minute. The code names nobody: it
carries the province's subject, to which state it was given, until when, and a number that makes it single-use.
"""

import base64
import binascii
import hashlib
from datetime import datetime, timedelta

import msgspec

from tongban.foundation.kernel.vault import vault
from tongban.registers.parties.ports import ProvincialRefused

CODE_LASTS = timedelta(seconds=60)
LONGEST_CODE = 1000
ANSWERS_WITHIN = 0.8  # seconds for one exchange; after that the person is told, and may use another way in
DENIED = "access_denied"
_PREFIX = b"provincial-identity-code:"


class Grant(msgspec.Struct, frozen=True):
    """What a code says (授权码内容)."""

    subject: str
    state: str
    until: datetime
    number: str


def bound_to(state: str) -> str:
    """What a code keeps of the state it was given to."""
    return hashlib.sha256(state.encode()).hexdigest()


def written(grant: Grant) -> str:
    """The code: content and signature, fit for an address."""
    content = msgspec.json.encode(grant)
    return ".".join(base64.urlsafe_b64encode(each).decode() for each in (content, vault().sign(_PREFIX + content)))


def read(code: str, *, state: str, at: datetime) -> Grant:
    """What the code says; `ProvincialRefused` if it is forged, of another browser's sign-in, or too old."""
    content, _, signature = code[:LONGEST_CODE].partition(".")
    try:
        raw, signed = (base64.b64decode(each, altchars=b"-_", validate=True) for each in (content, signature))
    except (binascii.Error, ValueError):
        raise forged() from None
    if not vault().verify(_PREFIX + raw, signed):
        raise forged()
    grant = msgspec.json.decode(raw, type=Grant)
    if grant.state != bound_to(state):
        raise ProvincialRefused("登录凭据不是这个浏览器要来的，没有使用。请从登录页重新开始。", code="state_mismatch")
    if at >= grant.until:
        raise ProvincialRefused("登录凭据超过1分钟，已经失效。请从登录页重新开始。", code="expired")
    return grant


def forged() -> ProvincialRefused:
    return ProvincialRefused("登录凭据不是省统一身份认证发出的，没有使用。请从登录页重新开始。", code="forged")


def replayed() -> ProvincialRefused:
    return ProvincialRefused("这个登录凭据已经用过一次，不能再用。请从登录页重新开始。", code="replayed")


def refused() -> ProvincialRefused:
    return ProvincialRefused("省统一身份认证没有同意登录。可以再试一次，也可以用本站账号登录。", code="refused")


def unavailable() -> ProvincialRefused:
    return ProvincialRefused(
        "省统一身份认证暂时没有回应。请稍后再试，也可以用本站账号登录，或者带证件到窗口办理。", code="unavailable"
    )
