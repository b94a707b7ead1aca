"""免证办 in the demo city: reckoned from its cases, which use the licences that its people have (R-007)."""

from datetime import timedelta

import pytest

from tongban.foundation.kernel.clock import local_day, now
from tongban.oversight.supervision.queries.license_figures import TARGET, license_figures
from tongban.oversight.supervision.queries.period import period
from tongban.registers.licenses.models import LicenseUse
from tongban.running import demo_city


@pytest.mark.django_db
@pytest.mark.req("R-007")
def test_the_frequent_licences_are_called_in_95_of_100_cases_and_each_use_stands_on_its_licence():
    at = now()
    demo_city.load(at)
    found = license_figures(period("", "", on=local_day(at + timedelta(days=1))))
    asked = {each.kind.name: each.share for each in found.types if each.kind.is_frequent and each.share.asked}
    assert {"居民身份证", "营业执照", "居民户口簿", "不动产权证书", "结婚证", "残疾人证"} <= asked.keys()
    assert {name: share.rate for name, share in asked.items() if (share.rate or 0) < TARGET} == {}
    assert (found.frequent.rate or 0) >= TARGET
    assert (found.whole.rate or 0) < 1, "what nobody here holds electronically was handed in, and is counted so"
    assert LicenseUse.objects.count() == found.whole.called
