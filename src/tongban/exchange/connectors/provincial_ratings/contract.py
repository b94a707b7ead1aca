"""What goes over the line to the province's system of ratings (省好差评接口约定): messages up, counts back."""

from typing import Annotated

import msgspec

from tongban.exchange.lines.contract import Call

from .ports import RatingMessage, RatingReceipt


class DayCount(msgspec.Struct, frozen=True):
    """How many messages about ratings of a day it has (对账数)."""

    count: Annotated[int, msgspec.Meta(ge=0)]


DELIVER = Call("deliver", "messages", says=RatingMessage, answers=RatingReceipt)
COUNT = Call("count", "counts/{day}", answers=DayCount)
CALLS = (DELIVER, COUNT)
