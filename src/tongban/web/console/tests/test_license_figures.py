"""免证办 as a page: every type with its evidence, the rate from the materials, the refusals by reason."""

import pytest

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.tests.applying import lodged
from tongban.oversight.supervision.queries.license_figures import license_figures
from tongban.oversight.supervision.queries.period import period

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-007", "R-126")
def test_the_rate_of_a_type_is_what_a_call_satisfied_of_what_was_asked(cast, django_assert_num_queries):
    lodged(cast("liqiang", now()), at=now())
    lodged(cast("liqiang", now()), at=now(), without=("business_license",))
    with django_assert_num_queries(4):
        found, refused = license_figures(period("", "", on=local_day(now())))
    figures = {each.kind.key: each for each in found}
    business = figures["business_license"]
    assert (business.asked, business.called, business.rate) == (2, 1, 0.5)
    assert figures["driving_license"].rate is None
    assert refused == []
    assert sum(each.kind.is_of_plan for each in found) >= 13


@pytest.mark.req("R-126")
def test_the_page_shows_every_type_with_its_state_and_evidence(at_console):
    page = at_console("zhengyawen").get("/console/licences").content.decode()
    for name in ("营业执照", "出生医学证明", "不动产登记证明", "部分电子化"):
        assert name in page
