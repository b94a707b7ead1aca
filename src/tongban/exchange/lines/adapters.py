"""The real end of a line (真实接口): JSON over HTTPS by our contract, each call signed; the rest a connector says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from tongban.exchange import lines
from tongban.exchange.lines import contract
from tongban.foundation.kernel.errors import Declined


@dataclass(frozen=True, slots=True)
class HttpEnd:
    """A system at an address; `token` names the city to it and is shown nowhere.

    `called` is its name in a refusal, `then` what to do; `signed_as` may name the `{path}` of the call.
    """

    called: ClassVar[str]
    signed_as: ClassVar[str]
    broken: ClassVar[type[Declined]]
    largest: ClassVar[int] = 1_000_000
    within: ClassVar[float] = lines.PATIENT
    then: ClassVar[str] = "请稍后再试。"

    address: str
    token: str = field(repr=False)
    name: str = ""
    is_simulated: bool = False

    def __post_init__(self) -> None:
        assert lines.is_safe(self.address), "a system is spoken to over HTTPS"

    def _ask(
        self, what: contract.Call, at: datetime, message: Any = None, named: Mapping[str, object] = contract.NOTHING
    ) -> Any:
        """One call; anything but an answer as agreed is what `broken` says."""
        signed_as = self.signed_as.format(path=what.path)
        terms: Any = {"token": self.token, "signed_as": signed_as, "at": at, "largest": self.largest}
        try:
            return contract.ask(what, self.address, message, **terms, named=named, within=self.within)
        except lines.LineBroken as error:
            raise self.broken(**contract.told(error, self.called, then=self.then)) from error
