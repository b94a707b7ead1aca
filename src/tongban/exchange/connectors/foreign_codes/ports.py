"""Who says whose a code of others is (互通码的签发方): the health commission, social security, medical insurance."""

from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Protocol

import msgspec

from tongban.registers.codes.ports import NotRecognised

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose code it is, as its issuer says (持码人): used once to find the same person here, then forgotten."""

    name: Text = field(repr=False)
    id_kind: Text
    id_number: Text = field(repr=False)


class ForeignRefused(NotRecognised):
    """The issuer does not take the code: unknown, too old, or used (签发方不认这个码)."""

    code = "foreign_code_refused"
    sentence = "签发方说这个码不能用：过期了，或者已经用过。请对方重新打开再扫。"


class ForeignUnavailable(NotRecognised):
    """The issuer did not answer, or nothing that could be read (签发方没有回应)."""

    code = "foreign_code_unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    sentence = "签发方的系统现在没有回应。请对方亮本市的码，或者出示证件。"


class Issuer(Protocol):
    """One issuer's line. The same `number` is the same question, also when its answer was lost on the way."""

    @property
    def is_simulated(self) -> bool: ...

    def holder_of(self, code: str, *, number: str, at: datetime) -> Holder:
        """Whose code it is; `ForeignRefused` for one that it does not take, `ForeignUnavailable` without an answer."""
        ...
