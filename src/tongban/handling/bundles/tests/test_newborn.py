"""新生儿出生一件事 in its situations: mother, father, alone, from another province; run to every result. R-118."""

from collections.abc import Mapping
from typing import Any

import pytest

from tongban.handling.bundles.commands import accepting, following
from tongban.handling.bundles.models import BundleChild
from tongban.handling.bundles.queries.control import control
from tongban.handling.bundles.rules.states import Overall
from tongban.handling.cases.commands import delivering

from .joining import after, again, begun, case_of, decided, department, filled

pytestmark = pytest.mark.django_db
ALL = ["birth", "vaccination", "household", "insurance", "card", "allowance"]
SITUATIONS: Mapping[str, tuple[Mapping[str, Any], list[str]]] = {
    "母亲": ({"who": "mother", "local": "yes", "insured": "yes"}, ALL),
    "父亲": ({"who": "father", "local": "yes", "insured": "no"}, ALL[:5]),
    "单亲": ({"who": "single", "local": "yes", "insured": "no"}, ALL[:5]),
    "外省户口": ({"who": "mother", "local": "no", "insured": "yes"}, ["birth", "vaccination", "allowance"]),
}


@pytest.mark.req("R-118")
@pytest.mark.parametrize("name", SITUATIONS)
def test_one_form_runs_to_every_result(cast, name):
    said, members = SITUATIONS[name]
    values = filled("newborn", {"child_name": "李小样", "guardian_name": "李强", **said})
    bundle = begun(cast("liqiang"), code="newborn", values=values).bundle
    accepting.accept(bundle, by=cast("wangfang"), at=after(0, 11))
    assert [each.member for each in BundleChild.objects.filter(bundle=bundle).order_by("pk")] == members
    for step, key in enumerate(members):
        case, moment = case_of(bundle, key), after(0, 12 + step // 2, step % 2 * 30)
        hands = department(case)
        granted = decided(case, hands, at=moment)
        delivering.issue(granted, result_number=f"样例{key}", by=hands.examiner, at=moment)
        following.follow(case.number, at=moment)
    told = control(again(bundle), at=after(0, 17))
    assert all(each.branch.is_made for each in told.lines)
    assert told.overall is not Overall.CORRECTING
    assert [each.time.took is not None for each in told.lines] == [True] * len(members)
