"""What goes over the line to the provincial platform of codes (省一码通接口约定): a code asked about, a plate filed."""

from typing import Annotated, Literal

import msgspec

from tongban.exchange.lines.contract import Call

from .ports import PlateNotice, PlateReceipt

Text = Annotated[str, msgspec.Meta(max_length=40)]


class CodeQuestion(msgspec.Struct, frozen=True):
    """Whose is this code (认码)? The same `request` is the same question and gets the same answer."""

    request: str
    code: str
    purpose: str
    verifier: str


class CodeAnswer(msgspec.Struct, frozen=True):
    """Whose it is, or why nobody is told (认码结果); to the question of this `request`."""

    request: str
    refused: Literal["", "forged", "expired", "used"] = ""
    id_kind: Literal["", "id_card", "uscc"] = ""
    id_number: Text = ""


RECOGNISE = Call("recognise", "recognise", says=CodeQuestion, answers=CodeAnswer)
FILE = Call("file", "plates", says=PlateNotice, answers=PlateReceipt)
CALLS = (RECOGNISE, FILE)
