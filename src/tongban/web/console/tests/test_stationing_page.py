"""The registry of what is handled where, by body and by matter (R-067)."""

from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-067")]
PAGE = "/console/stationing"


def test_numbers_lead_to_matters_with_their_places_and_authority(at_console: Callable[[str], Client]) -> None:
    watcher = at_console("zhengyawen")
    text = watcher.get(PAGE).content.decode()
    assert "应进未进" in text
    found = watcher.get(PAGE, {"show": "decided", "q": "失业登记"}).content.decode()
    assert "当场能决定" in found
    assert "政务服务中心、便民服务中心3个、便民服务站48个" in found
    assert "没有应进未进的事项" in watcher.get(PAGE, {"show": "outside"}).content.decode()
    assert watcher.get(PAGE, {"on": "乱写", "after": "9"}).status_code == 200
    assert at_console("wangfang").get(PAGE).status_code == 403
