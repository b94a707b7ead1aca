"""Who seals (签章服务): a port for a licensed provider; the built-in test authority answers until one is bound.

商用密码管理条例 第三十条: seals of public bodies come from a licensed 电子政务电子认证服务机构.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from tongban.foundation.kernel.signing import Signer, Suite, authority, known
from tongban.foundation.kernel.signing.authority import exists

from . import ses
from .picture import seal_picture


class SealProvider(Protocol):
    """What is asked of a provider: who signs, the seal for OFD, its picture, and whose signatures it knows."""

    name: str
    is_test: bool

    def signer(self, suite: Suite, *, at: datetime) -> Signer: ...
    def seal(self, *, at: datetime) -> bytes:
        """The seal (SESeal, GB/T 38540), signed by its maker, for the signer of the SM suite."""
        ...

    def picture(self) -> bytes: ...
    def trusted(self) -> Mapping[str, bytes]:
        """Certificates of its signers, old ones too, by fingerprint."""
        ...


class TestProvider:
    """The built-in test authority (内置测试机构); every file of it says so."""

    __test__ = False  # for pytest: no collection of tests
    name = "通办测试机构（无法律效力）"
    is_test = True

    def signer(self, suite: Suite, *, at: datetime) -> Signer:
        return authority(at=at).signer(suite)

    def seal(self, *, at: datetime) -> bytes:
        made = authority(at=at)
        signer = made.signer(Suite.GUOMI)
        return ses.seal(self.picture(), for_=signer.certificate, by=made.root(Suite.GUOMI), at=signer.made_at)

    def picture(self) -> bytes:
        return seal_picture()

    def trusted(self) -> Mapping[str, bytes]:
        return known().trusted if exists() else {}


BOUND: list[SealProvider] = []  # filled by config/wiring.py
