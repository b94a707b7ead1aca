"""The page of the seven services that must be in centre and platform (R-170), and the light template of a draft."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.compiling.models import ListDraft

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-170")]
PAGE = "/console/public-services"
SEVEN = ("供水", "供电", "供气", "供热", "电信", "公证", "法律援助")


def test_each_of_the_seven_stands_with_its_matters_windows_and_bundles(at_console: Callable[[str], Client]) -> None:
    watcher = at_console("zhengyawen")
    text = watcher.get(PAGE).content.decode()
    assert all(f"<h2>{each}</h2>" in text for each in SEVEN)
    assert "居民用热过户" in text
    assert "不动产登记一件事" in text
    assert watcher.get(PAGE, {"month": "2026-10"}).status_code == 200
    assert watcher.get(PAGE, {"month": "乱写"}).status_code == 200
    assert PAGE in watcher.get("/console/places").content.decode()
    assert at_console("wangfang").get(PAGE).status_code == 403


def test_a_public_service_may_begin_with_the_light_template(at_console: Callable[[str], Client]) -> None:
    given = {
        "basic_code": "622022009W00",
        "name": "样例公共服务",
        "kind": "public_service",
        "field": "culture_sports",
        "effective_on": local_day(now()).isoformat(),
        "reason": "样例",
        "legal_source": "样例",
        "light": "on",
    }
    answer = at_console("mulan").post(reverse("console-item-add"), given)
    assert answer.status_code == 302, answer.content.decode()
    draft = ListDraft.objects.latest("pk")
    option = draft.document["options"]["01"]
    assert [each["post"] for each in option["stages"]] == ["counter", "examiner", "decider", "issuer"]
    assert {each["code"] for each in option["materials"]} == {"application_form", "identity"}
