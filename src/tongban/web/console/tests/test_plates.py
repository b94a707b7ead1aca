"""Door plates at the console: made, printed, found, taken down; the code on the sheet is the one that people scan."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.clock import now
from tongban.registers.codes.models import Doorplate
from tongban.registers.codes.queries import Verdict, checked, code_of_plate

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-153")]
AtConsole = Callable[[str], Client]
GIVEN = {"address": "雄关街道 样例路21号", "division": "620201001001"}


@pytest.fixture
def supervisor(at_console: AtConsole) -> Client:
    return at_console("zhengyawen")


def text(response) -> str:
    return str(response.content.decode())


def test_a_plate_is_made_printed_and_taken_down(supervisor: Client) -> None:
    place = supervisor.post(reverse("console-plate-make"), GIVEN)["Location"]
    plate = Doorplate.objects.get()
    sheet = text(supervisor.get(place))
    assert "雄关街道样例路21号" in sheet
    assert "的门楼牌码" in sheet
    code = code_of_plate(plate).text
    assert checked(code, at=now()).verdict is Verdict.LIVE
    assert "雄关街道样例路21号" in text(supervisor.get(reverse("console-plates"), {"q": "样例路21", "show": "hanging"}))
    assert supervisor.post(reverse("console-plate-end", args=[plate.pk])).status_code == 302
    over = text(supervisor.get(place))
    assert "已经停用" in over
    assert "的门楼牌码" not in over
    assert checked(code, at=now()).verdict is Verdict.ENDED
    assert "没有这样的门楼牌" in text(supervisor.get(reverse("console-plates"), {"show": "hanging"}))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"address": ""}, "地址要写"),
        ({"address": "长" * 31}, "最长30个字"),
        ({"division": ""}, "请选择地址所在的区划"),
        ({"division": "x"}, "请选择地址所在的区划"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(supervisor: Client, changed: dict[str, str], says: str) -> None:
    sent = GIVEN | changed
    answer = supervisor.post(reverse("console-plate-make"), sent)
    assert answer.status_code == 422
    assert says in text(answer)
    assert sent["address"] in text(answer)
    assert not Doorplate.objects.exists()


def test_an_address_has_one_plate(supervisor: Client) -> None:
    for status in (302, 422):
        assert supervisor.post(reverse("console-plate-make"), GIVEN).status_code == status
    assert Doorplate.objects.count() == 1


def test_the_list_costs_the_same_however_many_there_are(
    supervisor: Client, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    for number in range(3):
        supervisor.post(reverse("console-plate-make"), GIVEN | {"address": f"样例路{number}号"})
    with django_assert_max_num_queries(6):  # the session and its person, the page of plates, their notices
        assert "样例路2号" in text(supervisor.get(reverse("console-plates")))
