"""What goes over the line to an issuer of codes (互通码接口约定): whose is it, asked once under one number."""

from http import HTTPStatus

import msgspec

from tongban.exchange.lines.contract import Call

from .ports import Holder
from .rules import ForeignKind


class HolderQuestion(msgspec.Struct, frozen=True):
    """Whose is this code (查持码人)? The same `number` is the same question."""

    kind: ForeignKind
    code: str
    number: str


HOLDER = Call(
    "holder_of",
    "holder",
    says=HolderQuestion,
    answers=Holder,
    refuses={
        HTTPStatus.NOT_FOUND: "不认识这个码",
        HTTPStatus.CONFLICT: "这个码用过了",
        HTTPStatus.GONE: "这个码过期了",
    },
)
CALLS = (HOLDER,)
