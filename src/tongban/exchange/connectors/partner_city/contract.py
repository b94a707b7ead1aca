"""What goes over the line to a partner city (跨省通办接口约定): sealed letters, given over and fetched."""

from typing import Any

from tongban.exchange.lines.contract import Call
from tongban.handling.crossing.rules.letters import Sealed

DELIVER = Call("deliver", "letters", says=Sealed)
COLLECT = Call("collect", "letters?since={since}", answers=list[Any], rows=Sealed)
CALLS = (DELIVER, COLLECT)
