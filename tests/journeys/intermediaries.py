"""The supermarket for the pages to show: an agency on the shelf, a need that was drawn, one that is open."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.sealing import seal
from tongban.handling.cases.models import Case
from tongban.handling.intermediaries.commands import choosing, crediting, needing
from tongban.handling.intermediaries.models import Need
from tongban.handling.intermediaries.tests.market import EXAMINER, after_entries, fresh, hengjian, on_shelf, ruikang


def people_the_market(cast: Callable[..., Actor], case: Case) -> dict[str, str]:
    """Samples for the addresses; 李强 has the needs himself, for a case of his."""
    at, liqiang = now(), cast("liqiang")

    def called(login: str, _: datetime | None = None) -> Actor:
        """One of the cast as of now."""
        return cast(login)

    agencies = [hengjian(called, at), ruikang(called, at)]
    shelf = [on_shelf(each, called, at=at) for each in agencies]
    wanted = needing.Wanted("place-test", "random", "样例路1号客房卫生检测", "客房12间。", 7, ceiling=150000)
    wanted = replace(wanted, case_number=case.number)
    need = needing.publish(wanted, by=liqiang, at=at)
    for each in agencies:
        needing.enter(fresh(need), by=each, at=at)
    drawn = _drawn(fresh(need))
    crediting.record_breach(shelf[1], breach="late", words="样例：晚了两天。", by=cast(EXAMINER), at=at)
    asked = needing.publish(replace(wanted, way="direct", ceiling=None), by=liqiang, at=at)
    return {"intermediary": str(shelf[0].code), "need_drawn": str(drawn.code), "need_open": str(asked.code)}


def _drawn(need: Need) -> Need:
    """The entries are closed, the block is sealed, and the lots are drawn."""
    late = after_entries(need)
    choosing.close_entries(need, by=SYSTEM, at=late)
    seal(at=late)
    choosing.draw(fresh(need), by=SYSTEM, at=late)
    return fresh(need)
