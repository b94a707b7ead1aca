"""Three layouts become one row; what is not taken is listed; nothing counts twice (R-109)."""

import json
from datetime import timedelta

import pytest

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.handling.cases.tests.applying import food_code
from tongban.handling.cases.tests.driving import after
from tongban.oversight.evaluations.commands.importing import import_ratings
from tongban.oversight.evaluations.models import Evaluation
from tongban.oversight.evaluations.rules.layouts import Unreadable, read
from tongban.registers.catalog.queries import cards

from .conftest import Cast

pytestmark = pytest.mark.req("R-109")
CODE = "11620200MB1234567X30001310240000101"[:33]
GIVEN = after(4)
NATIONAL = f"""评价编号,业务办理项编码,办件编号,评价等级,评价内容,评价时间
N-1,{CODE},,1,很快,{GIVEN:%Y-%m-%d %H:%M:%S}
N-2,{CODE},,5,等了很久,{GIVEN:%Y-%m-%d %H:%M:%S}
N-3,{CODE},,9,,{GIVEN:%Y-%m-%d %H:%M:%S}
"""
PROVINCIAL = json.dumps(
    [
        {"assessNo": "P-1", "taskHandleItem": CODE, "satisfaction": 5, "assessTime": f"{GIVEN:%Y-%m-%d %H:%M:%S}"},
        {"assessNo": "P-2", "taskHandleItem": CODE, "satisfaction": 1, "assessTime": "昨天", "projectNo": "X1"},
    ]
)
DEVICE = f"""流水号,部门,事项名称,评价结果,评价日期,评价时分,意见
D-1,市样例局,样例事项,非常满意,{GIVEN:%Y/%m/%d},{GIVEN:%H:%M},
D-2,市样例局,没有的事项,满意,{GIVEN:%Y/%m/%d},{GIVEN:%H:%M},
"""


def resolve(name: str, agency: str) -> str:
    return CODE if (name, agency) == ("样例事项", "市样例局") else ""


@pytest.mark.parametrize(
    ("key", "text"), [("national", NATIONAL), ("provincial", PROVINCIAL), ("device", DEVICE)], ids=str
)
def test_three_layouts_make_the_same_row(key: str, text: str) -> None:
    layout, lines = read(text.encode("gb18030" if key == "device" else "utf-8"), resolve, LOCAL)
    assert layout.key == key
    first, last = lines[0].row, lines[-1]
    assert first is not None
    assert (first.option_code, first.grade, first.rated_at) == (CODE, 1, GIVEN)
    assert last.row is None
    assert last.faults


def test_what_is_no_such_file_is_told_as_a_whole() -> None:
    for wrong in (b"", b"a,b\n1,2\n", b"{", b"[1]", b"x" * 1_000_001):
        with pytest.raises(Unreadable):
            read(wrong, resolve, LOCAL)


@pytest.mark.django_db
def test_a_file_is_taken_row_by_row_and_twice_is_once(cast: Cast) -> None:
    bureau, at = cast("zhengyawen"), after(6)
    matter = next(each for each in cards() if each.option_code == food_code())
    twice = NATIONAL.replace(CODE, food_code()) + NATIONAL.replace(CODE, food_code()).splitlines()[1] + "\n"
    found = import_ratings("十一月.csv", twice.encode(), agency="market-regulation", by=bureau, at=at)
    assert (found.rows, found.taken, found.repeats, found.rejected) == (4, 2, 1, 1)
    assert [(each["place"], each["ref"]) for each in found.rejects] == [(3, "N-3")]
    assert import_ratings("又一次.csv", twice.encode(), agency="market-regulation", by=bureau, at=at) == found
    more = twice + f"N-4,{food_code()},,2,,{GIVEN:%Y-%m-%d %H:%M:%S}\nN-5,没有,,2,,{GIVEN:%Y-%m-%d %H:%M:%S}\n"
    more += f"N-1,{food_code()},,4,,{GIVEN:%Y-%m-%d %H:%M:%S}\n"
    again = import_ratings("补充.csv", more.encode(), agency="market-regulation", by=bureau, at=at)
    assert (again.rows, again.taken, again.repeats, again.rejected) == (7, 1, 3, 3)
    assert "内容不一样" in again.rejects[-1]["why"]
    assert Evaluation.objects.count() == 3
    assert {each.rated_at for each in Evaluation.objects.all()} == {GIVEN}
    device = DEVICE.replace("市样例局", matter.agency).replace("样例事项", matter.name)
    by_name = import_ratings("评价器.csv", device.encode(), agency="market-regulation", by=bureau, at=at)
    assert (by_name.taken, by_name.rejected) == (1, 1)
    late = import_ratings("旧.csv", more.encode(), agency="civil-affairs", by=bureau, at=at + timedelta(days=90))
    assert late.taken == 0


@pytest.mark.django_db
def test_only_the_bureau_imports_and_a_file_that_is_none_is_refused(cast: Cast) -> None:
    with pytest.raises(NotYours):
        import_ratings("x.csv", b"", agency="market-regulation", by=cast("zhaomin"), at=after(6))
    with pytest.raises(Invalid):
        import_ratings("x.csv", b"a,b\n1,2\n", agency="market-regulation", by=cast("zhengyawen"), at=after(6))
    with pytest.raises(Invalid):
        import_ratings("x.csv", NATIONAL.encode(), agency="", by=cast("zhengyawen"), at=after(6))
