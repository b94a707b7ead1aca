"""What licences need from outside (证照互认的对外接口): a line to each partner that answers about its licences."""

from datetime import datetime
from http import HTTPStatus
from typing import Protocol

from tongban.foundation.kernel.errors import Declined

from .rules.foreign import Answer


class LineDown(Declined):
    """The partner did not answer (颁发地没有回应)."""

    code = "license_partner_unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    sentence = "颁发地现在没有回应，请过几分钟再查一次。"


class LicenseLine(Protocol):
    """The line to one partner; `ask` raises `LineDown`. `rules.foreign.judge` says what its answer is worth."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def is_simulated(self) -> bool: ...
    def ask(self, identifier: str, nonce: str, *, at: datetime) -> Answer: ...
