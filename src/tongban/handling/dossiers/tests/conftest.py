"""A case with everything in it, walked by commands; what it looked like after each act is kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.commands import delivering, examining, receiving
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import MONDAY, lodged, stored_file
from tongban.handling.cases.tests.driving import HEARING, REVIEW, TAKEN, after, fresh, listed
from tongban.handling.dossiers.queries.replay import as_of
from tongban.handling.dossiers.rules.snapshot import encoded
from tongban.registers.documents import shelf

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)
Cast = Callable[..., Actor]


@dataclass
class Walk:
    """A case on its way, and what was seen of it at each moment."""

    case: Case
    seen: dict[datetime, bytes] = field(default_factory=dict)

    def look(self, at: datetime) -> None:
        self.case = fresh(self.case)
        self.seen[at] = encoded(as_of(self.case, at))

    def do(self, command: Callable[..., Any], *, at: datetime, **told: Any) -> None:
        command(self.case, at=at, **told)
        self.look(at)


@pytest.fixture(autouse=True)
def own_shelf(settings: Any, tmp_path: Any) -> None:
    """A shelf of this test's own, on which the one file lies that all materials of the stories are."""
    settings.DATA = tmp_path
    place = shelf.place_of(b"\x01" * 32)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(PDF)


@pytest.fixture
def walked(cast: Cast) -> Iterator[Walk]:
    """From an application with a gap over a hearing and an extension to a closed case."""
    with listed(special_procedures=(HEARING, REVIEW)):
        walk = Walk(lodged(cast("liqiang"), without=("layout_plan",))[1])
        walk.look(MONDAY)
        _front(walk, cast)
        _back(walk, cast)
        yield walk


def _front(walk: Walk, cast: Cast) -> None:
    wangfang, liqiang = cast("wangfang"), cast("liqiang")
    walk.do(receiving.ask_correction, items=[], by=wangfang, at=after(0, 11))
    walk.look(after(0, 16))
    plan = {"requirement_code": "layout_plan", "file_ids": [str(stored_file(liqiang, "布局图.pdf").id)]}
    walk.do(receiving.correct, materials=[plan], by=liqiang, at=after(1))
    walk.do(receiving.accept, by=wangfang, at=after(1, 11))


def _back(walk: Walk, cast: Cast) -> None:
    zhaomin, chenli = cast("zhaomin"), cast("chenli")
    walk.do(examining.start_special, code="hearing", reason="申请人要求。", by=zhaomin, at=after(2))
    walk.look(after(3))
    walk.do(examining.finish_special, code="hearing", result="已经完成。", by=zhaomin, at=after(4))
    walk.do(examining.extend, days=3, reason="案情复杂。", by=chenli, at=after(4, 15))
    walk.do(examining.examine, opinion="符合条件。", proposal="grant", by=zhaomin, at=after(7))
    walk.do(examining.review, opinion="同意。", by=cast("sunqiang"), at=after(7, 11))
    walk.do(examining.grant, opinion="准予。", by=chenli, at=after(8))
    walk.do(delivering.issue, result_number="JY1", by=zhaomin, at=after(9))
    walk.do(delivering.collect, given=TAKEN, by=cast("liuyang"), at=after(10))
    walk.do(delivering.close, at=after(10, 11))
