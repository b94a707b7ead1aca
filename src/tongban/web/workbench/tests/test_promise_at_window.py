"""A promise at the window stands on the paper that was signed there, and the paper stays with the case (R-144)."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tongban.handling.cases import promises
from tongban.handling.cases.models import Commitment
from tongban.handling.cases.tests.applying import food_code
from tongban.handling.cases.tests.driving import listed
from tongban.handling.cases.tests.test_committing import promising

from .pages import form
from .test_walk_in import filled_in
from .test_whole_way import scanned

AtDesk = Callable[[str], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def may_be_promised() -> Iterator[None]:
    """The published list names every matter; what was bound is bound again afterwards."""
    before = list(promises.BOUND)
    promises.BOUND[:] = []
    yield
    promises.BOUND[:] = before


@pytest.mark.req("R-144")
@pytest.mark.usefixtures("may_be_promised")
def test_a_tick_is_no_signature_and_the_scan_stays_with_the_case(at_desk: AtDesk) -> None:
    clerk, page = at_desk("wangfang"), f"/workbench/intake/{food_code()}"
    with listed(**promising()):
        sent = filled_in(clerk, page, name="赵六") | {"accepts_commitment": "on"}
        refused = clerk.post(page, sent)
        assert refused.status_code == 422
        assert "纸质承诺书上签字，扫描上传" in refused.content.decode()
        scan = scanned(clerk, "promise_paper")
        again = clerk.post(page, sent | {"file-promise_paper": scan, "do": "refresh"}).content.decode()
        assert form(again, "intake").values["file-promise_paper"] == [scan], "what was scanned stays on the page"
        answer = clerk.post(page, sent | {"file-promise_paper": scan})
        assert answer.status_code == 302
        kept = Commitment.objects.select_related("case").get()
        assert (str(kept.file_id), kept.signed_way) == (scan, "paper")
        case = clerk.get(f"/workbench/cases/{kept.case.number}").content.decode()
        assert f"/workbench/files/{scan}" in case
        assert "看签字的承诺书" in case
        looked = clerk.get(f"/workbench/files/{scan}")
        assert looked.status_code == 200
        looked.close()
