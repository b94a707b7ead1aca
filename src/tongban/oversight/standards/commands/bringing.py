"""Bringing in a list of known weaknesses (导入漏洞清单): kept in the data folder, its hash in the ledger. R-199."""

import hashlib
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.oversight.standards.queries.advisories import CHAIN, brought_in
from tongban.oversight.standards.rules.advisories import Advisories, read

BASIS = "网络安全法 第二十三条；GB/T 22239-2019 8.1.10.5"
BRINGERS = frozenset({Role.SECURITY_ADMIN, Role.SYSTEM})


@transaction.atomic
def bring_in(content: bytes, *, by: Actor, at: datetime) -> Advisories:
    """导入漏洞清单: it counts from now on. `Invalid` when it cannot be read or knows of a day that has not come."""
    if not BRINGERS & by.roles:
        raise NotYours("漏洞清单由安全管理员导入。")
    try:
        found = read(content)
    except ValueError as error:
        raise Invalid("漏洞清单读不出来。", faults=[Fault("/file", "shape", f"{error}。")]) from None
    if found.as_of > local_day(at):
        raise Invalid(faults=[Fault("/as_of", "range", "截至日期还没有到，请核对清单。")])
    facts = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "as_of": found.as_of.isoformat(),
        "source": found.source,
        "count": len(found.rows),
    }
    record(CHAIN, "bring_in", by=by, at=at, basis=BASIS, facts=facts)
    file = brought_in()
    fresh = file.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.replace(file)
    return found
