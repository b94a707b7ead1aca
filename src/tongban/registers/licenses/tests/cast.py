"""A restaurant's licence, for every test that needs one."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.registers.agencies.models import Agency
from tongban.registers.licenses.commands import Content, issue
from tongban.registers.licenses.models import License, LicenseType
from tongban.registers.licenses.rules.validity import Term
from tongban.registers.parties.models import Party

AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
TERM = Term(date(2026, 11, 23), date(2031, 11, 22))
KIND = "food_business_license"
FACE: dict[str, Any] = {
    "holder_name": "明月餐饮",
    "uscc": "91620200MA7D0001X9",
    "legal_representative": "李强",
    "premises": "嘉峪关市雄关街道样例路1号",
    "business_type": "餐饮服务经营者",
    "items": ["热食类食品制售"],
    "number": "JY26202000000017",
}


def give(cast: Callable[..., Actor], *, kind: LicenseType | None = None, **changes: Any) -> License:
    """The restaurant's licence, issued by the body of 赵敏."""
    by = cast("zhaomin")
    told: dict[str, Any] = {
        "holder": Party.objects.get(name__contains="明月"),
        "issuer": Agency.objects.get(pk=by.agency_id or 0),
        "content": Content(FACE, TERM, "JY26202000000017"),
        "by": by,
        "at": AT,
    }
    return issue(kind or LicenseType.objects.get(key=KIND), **(told | changes))
