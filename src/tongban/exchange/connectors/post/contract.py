"""What goes over the line to the post (寄递接口约定): a parcel down, what happened to it up."""

from typing import Any

from tongban.exchange.lines.contract import Call
from tongban.handling.posting.ports import PostEvent, PostLabel, PostOrder

ORDER = Call("order", "parcels", says=PostOrder, answers=PostLabel)
EVENTS = Call("events", "parcels/{tracking}/events", answers=list[Any], rows=PostEvent)
CALLS = (ORDER, EVENTS)
