"""Terminals at the console: registered, given a code that is told once, found silent or behind, taken out of use."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.clock import now
from tongban.handling.halls.commands.kiosks import bind, note_seen
from tongban.handling.halls.models import Kiosk
from tongban.registers.catalog.queries import revision

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-134", "R-096")]
GIVEN = {"name": "3号自助终端", "venue": "city-center"}


@pytest.fixture
def keeper(at_console: Callable[[str], Client]) -> Client:
    return at_console("zhengyawen")


def text(answer) -> str:
    return str(answer.content.decode())


def test_a_terminal_is_registered_bound_seen_and_taken_out_of_use(keeper: Client) -> None:
    place = keeper.post(reverse("console-kiosk-new"), GIVEN)["Location"]
    made = Kiosk.objects.get()
    assert "还没有绑定" in text(keeper.get(place))
    told = text(keeper.post(reverse("console-kiosk-code", args=[made.code])))
    code = "".join(re.findall(r'class="big number">(\d{5}) (\d{5})<', told)[0])
    assert code not in text(keeper.get(place)).replace(" ", "")
    bind(code, ip=None, at=now())
    made.refresh_from_db()
    note_seen(made, revision=revision(), at=now())
    listed = text(keeper.get(reverse("console-kiosks"), {"q": "3号", "show": "running"}))
    assert "3号自助终端" in listed
    assert "最新" in listed
    assert "没有报到" not in listed
    note_seen(made, revision=0, at=now())
    Kiosk.objects.update(seen_at=None)
    behind = text(keeper.get(reverse("console-kiosks")))
    assert "没有报到" in behind
    assert "第0版，不是最新" in behind
    assert keeper.post(reverse("console-kiosk-retire", args=[made.code])).status_code == 302
    over = text(keeper.get(place))
    assert "停用" in over
    assert "生成绑定码" not in over
    assert "没有这样的自助终端" in text(keeper.get(reverse("console-kiosks"), {"show": "running"}))


@pytest.mark.parametrize(
    ("changed", "says"),
    [({"name": ""}, "请写名称"), ({"venue": "x"}, "请选它放在哪个大厅"), ({"name": "长" * 21}, "最长20")],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(keeper: Client, changed: dict[str, str], says: str) -> None:
    answer = keeper.post(reverse("console-kiosk-new"), GIVEN | changed)
    assert answer.status_code == 422
    assert says in text(answer)
    assert (GIVEN | changed)["name"] in text(answer)
    assert not Kiosk.objects.exists()
