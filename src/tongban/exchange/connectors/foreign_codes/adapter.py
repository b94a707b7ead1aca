"""The real lines to the issuers of codes (互通码签发方接口): our contract as JSON over HTTPS, each question signed.

Their own interfaces are not public; this is the contract that we propose to them. Where it turns out otherwise, this
file is what changes, and nothing else.
"""

from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any

from tongban.exchange import lines

from .ports import ForeignRefused, ForeignUnavailable, Holder
from .rules import ForeignKind

LARGEST = 10_000
_REFUSES = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.GONE})


@dataclass(frozen=True, slots=True)
class HttpIssuer:
    """An issuer at an address; `token` names the city to it and is shown nowhere."""

    kind: ForeignKind
    address: str
    token: str = field(repr=False)
    timeout: float = lines.AT_A_WINDOW
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "an issuer is spoken to over HTTPS"

    def holder_of(self, code: str, *, number: str, at: datetime) -> Holder:
        answer = self._call({"kind": self.kind.value, "code": code, "number": number}, at)
        told = [answer.get(name) for name in ("name", "id_kind", "id_number")] if isinstance(answer, dict) else []
        if len(told) != 3 or not all(isinstance(each, str) and 0 < len(each) <= 200 for each in told):
            raise ForeignUnavailable("签发方的回答读不出来。请对方亮本市的码，或者出示证件。")
        return Holder(*(str(each) for each in told))

    def _call(self, plain: dict[str, str], at: datetime) -> Any:
        """One question; a refusal is `ForeignRefused`, anything but a readable answer `ForeignUnavailable`."""
        address = f"{self.address.rstrip('/')}/holder"
        terms: Any = {"largest": LARGEST, "within": self.timeout}
        try:
            return lines.call(address, plain, token=self.token, signed_as="foreign-code", at=at, **terms)
        except lines.LineBroken as error:
            if error.status in _REFUSES:
                raise ForeignRefused() from error
            raise ForeignUnavailable(facts={"status": error.status, "error": error.kind}) from error
