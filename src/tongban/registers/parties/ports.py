"""What the register of parties needs from outside: somebody who knows for the province who a person is."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from tongban.foundation.kernel.errors import Declined

from .rules import Provider, RealNameLevel


@dataclass(frozen=True, slots=True)
class ProvincialPerson:
    """Who signed in at the province (省平台实名用户): what one code was exchanged for. Personal data stay out of logs.

    `level` is how surely the province knows the person, on our own scale.
    """

    subject: str
    name: str = field(repr=False)
    id_kind: str
    id_number: str = field(repr=False)
    phone: str = field(repr=False)
    level: RealNameLevel


class ProvincialIdentity(Protocol):
    """The provincial unified identity (统一身份认证): the browser goes there, and comes back with a code."""

    @property
    def provider(self) -> Provider:
        """Whose word it is."""
        ...

    def authorize_url(self, *, state: str, return_to: str) -> str:
        """Where to send the browser; it comes back to `return_to` with `code` and this very `state`."""
        ...

    def identify(self, code: str, *, state: str, at: datetime) -> ProvincialPerson:
        """The person for whom the code was given, once; `ProvincialRefused` says in words why not."""
        ...


class ProvincialRefused(Declined):
    """The province did not say who this is (省统一身份认证未通过); `reason_code` tells machines why."""

    code = "provincial_refused"
    status = 422
    sentence = "省统一身份认证没有通过，请重新登录一次；还是不行，可以用本站账号登录，或者带证件到窗口办理。"
