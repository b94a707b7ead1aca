"""The demo city's bundles: loaded once, and cheap the second time."""

from datetime import datetime

import pytest
from django.conf import settings

from tongban.foundation.kernel.clock import LOCAL
from tongban.registers.bundles.models import BundleEdition
from tongban.running.demo_city.bundles import load_bundles

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)


def test_the_second_time_one_query_finds_that_they_stand(django_assert_num_queries):
    assert BundleEdition.objects.count() == 4
    with django_assert_num_queries(1):
        assert load_bundles(settings.CITY / "bundles.yaml", at=MONDAY) == 0
