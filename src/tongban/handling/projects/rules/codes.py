"""The code of an investment project (项目代码), as the national platform gives it: GB/T 40058-2021; pure.

24 characters with the hyphens: year and month 4, region 6, guiding body of the centre 2, kind of project 2, random 5
and a check digit. How the check digit is made is the platform's own affair: only the form is judged here.
"""

import re
from collections.abc import Iterator

from tongban.foundation.kernel.errors import Fault

EXAMPLE = "2611-620201-04-01-123456"
LENGTH = len(EXAMPLE)
_SHAPE = re.compile(r"(\d{4})-(\d{6})-(\d{2})-(\d{2})-(\d{6})")
_MONTHS = 12


def read(typed: str) -> str:
    """The code as it is kept, however its hyphens and blanks were typed."""
    plain = re.sub(r"[\s—–－_]", "-", typed.strip()[:60])
    digits = plain.replace("-", "")
    if re.fullmatch(r"[0-9]{20}", digits):
        return f"{digits[:4]}-{digits[4:10]}-{digits[10:12]}-{digits[12:14]}-{digits[14:]}"
    return plain


def faults(code: str, *, pointer: str = "/code") -> Iterator[Fault]:
    """Everything that is wrong with a code as `read` gives it."""
    found = _SHAPE.fullmatch(code) if code.isascii() else None
    if found is None:
        said = f"项目代码是20位数字，写成5段，例如：{EXAMPLE}。在投资项目在线审批监管平台登记以后能查到。"
        yield Fault(pointer, "shape", said)
    elif not 1 <= int(found[1][2:]) <= _MONTHS:
        yield Fault(pointer, "month", "项目代码第3、4位是月份，应当是01到12。请对照平台上的代码核对。")
