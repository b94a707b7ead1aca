"""The rotation of the house's keys (密钥轮换), as an act that the ledger tells of; no secret stands in it."""

from datetime import datetime

from tongban.foundation.kernel import signing
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.kernel.vault import vault

from .commands import record
from .models import Entry

CHAIN = "house:keys"
BASIS = "密码法 第二十七条"
MAY_ROTATE = frozenset({Role.SECURITY_ADMIN, Role.SYSTEM})


def rotate_keys(*, by: Actor, at: datetime) -> Entry:
    """Seal and sign with new keys from now on; what old ones sealed still opens, what they signed still verifies."""
    if not by.roles & MAY_ROTATE:
        raise NotYours("密钥由安全管理员轮换。")
    vault().add_key()
    made = signing.rotate(at=at)
    number = max(number for kind, number, _, _ in vault().inventory() if kind == "data")
    return record(
        CHAIN, "rotate_keys", by=by, at=at, basis=BASIS, facts={"data": number, "signer": made.signers[-1].number}
    )
