"""What goes over the line to another register of licences (证照核验接口约定): one question, one signed statement."""

import msgspec

from tongban.exchange.lines.contract import Call
from tongban.registers.licenses.rules.foreign import Answer


class LicenseQuestion(msgspec.Struct, frozen=True):
    """What is there under this identifier (核验请求)? The statement repeats the `nonce`."""

    identifier: str
    nonce: str


VERIFY = Call("ask", "verify", says=LicenseQuestion, answers=Answer)
CALLS = (VERIFY,)
