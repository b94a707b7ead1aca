"""The nightly look through the guides in force (夜间巡检, R-018): what it finds, and that what is mended goes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.models import Agency, Venue
from tongban.registers.catalog.content import Faq, Prerequisite
from tongban.registers.catalog.queries import current_guides, guide
from tongban.registers.catalog.tests.editions import food_option, listed
from tongban.registers.upkeep import jobs
from tongban.registers.upkeep.jobs import check_guides, check_guides_once_a_day
from tongban.registers.upkeep.models import GuideCheck, GuideFlaw
from tongban.registers.upkeep.ports import BOUND
from tongban.registers.upkeep.queries import around, flaw_counts, flaws_page, standings
from tongban.registers.upkeep.rules.flaws import Around, FlawKind, addresses_of, flaws_of, wrong_with

from conftest import MONDAY  # isort: skip

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


class Answering:
    """A network in which one site does not answer."""

    def __init__(self, silent: str) -> None:
        self.asked: list[str] = []
        self._silent = silent

    def silent(self, addresses: Sequence[str]) -> dict[str, str]:
        self.asked += addresses
        return {each: "网站回答404" for each in addresses if self._silent in each}


@pytest.fixture
def network() -> Iterator[Answering]:
    before, BOUND.outside = BOUND.outside, Answering("gone.gov.cn")
    jobs._SOUND.update(each.content_hash for each in current_guides())  # forms have a test of their own
    yield BOUND.outside
    BOUND.outside = before


def found(code: str) -> set[tuple[str, str]]:
    rows = GuideFlaw.objects.filter(option__code=code)
    return {(each.kind, each.pointer) for each in rows}


def answered(words: str) -> dict[str, Any]:
    return {"faqs": (Faq("去哪看？", words),)}


def judged(code: str, city: Around | None = None, **changes: object) -> list[str]:
    told = guide(code)
    bent = replace(told, option=msgspec.structs.replace(told.option, **changes))
    return [each.kind.value for each in flaws_of(bent, city or Around())]


@pytest.mark.req("R-050")
def test_a_permit_for_which_the_map_names_no_supervisor_is_a_flaw(code: str):
    missing = Around(unsupervised=frozenset({guide(code).implementation_code}))
    assert set(judged(code, missing)) - set(judged(code)) == {"unsupervised"}


@pytest.mark.req("R-018")
def test_a_broken_link_and_an_empty_sample_are_found_by_night_and_go_when_they_are_mended(
    code: str, network: Answering
):
    form = food_option().materials[0]
    broken = msgspec.structs.replace(form, sample="见附件")
    materials = (broken, *food_option().materials[1:])
    with listed(materials=materials, **answered("看 https://www.gone.gov.cn/a.html，或 https://www.gansu.gov.cn。")):
        check = check_guides(MONDAY)
        sample = f"/materials/{form.code}/sample"
        assert found(code) == {("sample_empty", sample), ("address_silent", "/faqs/0/answer")}
        assert "https://www.gansu.gov.cn" in network.asked
        assert check.guides == len(list(current_guides()))
    with listed():
        again = check_guides(TUESDAY)
        assert (found(code), again.mended) == (set(), 2)
    noted = list(Entry.objects.filter(chain=f"guide:{code}", verb="check_guide").order_by("pk"))
    assert [sorted(each.facts) for each in noted] == [["found", "mended"]] * 2
    assert noted[0].facts["found"] == noted[1].facts["mended"]


@pytest.mark.req("R-018")
def test_an_address_of_our_own_house_that_leads_nowhere_is_found(code: str, network: Answering):
    dead = "/items/" + "9" * 33
    says = f"先看 http://127.0.0.1:8000{dead} ，再看 /no/such/page ，搜索在 /search ，本事项在 /items/{code} 。"
    with listed(**answered(says)):
        check_guides(MONDAY)
        flaw = GuideFlaw.objects.get(option__code=code)
        assert (flaw.kind, flaw.sort.label) == ("address_dead", "站内链接失效")
        assert not [each for each in network.asked if "127.0.0.1" in each]
    with listed(**answered(f"搜索在 /search ，本事项在 /items/{code} 。")):
        check_guides(TUESDAY)
        assert found(code) == set()


@pytest.mark.req("R-018")
def test_a_body_that_is_gone_takes_its_number_and_its_place_with_it(code: str, network: Answering):
    place = Venue.objects.filter(is_active=True, level="village").exclude(phone="").order_by("pk")[0]
    with listed(venues=(place.key,), enquiry_phone=place.phone):
        check_guides(MONDAY)
        assert found(code) == set()
        Venue.objects.filter(pk=place.pk).update(is_active=False)
        check_guides(TUESDAY)
        alive = Agency.objects.filter(phone=place.phone).exists()
        expected = {("place_gone", "/venues/0")} | (set() if alive else {("phone_gone", "/enquiry_phone")})
        assert found(code) == expected
        Venue.objects.filter(pk=place.pk).update(is_active=True)
        check_guides(TUESDAY + timedelta(days=1))
        assert found(code) == set()


def test_a_number_in_the_text_and_the_body_itself_are_looked_at(code: str):
    gone = Around(gone_phones={"6229999": "市旧局"}, gone_agencies=frozenset({"市旧局"}))
    assert judged(code, gone, **answered("请打0937-6229999。")) == ["phone_gone"]
    assert judged(code, gone, **answered("请打6229999。")) == ["phone_gone"]
    assert judged(code, gone, **answered("编号16229999000。")) == []
    assert judged(code, replace(gone, living_phones=frozenset({"6229999"})), **answered("请打6229999。")) == []
    assert judged(code, gone, joint_agencies=("市旧局",)) == ["agency_gone"]
    assert judged(code, Around(agencies=frozenset({"somebody-else"}))) == ["agency_gone"]


def test_an_item_to_be_done_before_that_is_gone_is_told(code: str):
    needed = (Prerequisite("000131004000", "个体工商户设立登记"),)
    assert judged(code, Around(items=frozenset({"000131004000"})), prerequisites=needed) == []
    assert judged(code, Around(items=frozenset({"000131024000"})), prerequisites=needed) == ["item_gone"]


@pytest.mark.parametrize("said", ["无", "略", "／", "待补充", "详见附件", "如图", "NULL", "样例", "——"])
def test_a_sample_that_says_nothing_is_empty(code: str, said: str):
    materials = food_option().materials
    bent = (msgspec.structs.replace(materials[0], sample=said), *materials[1:])
    assert judged(code, materials=bent) == ["sample_empty"]


def test_a_picture_that_nobody_has_is_missing(code: str):
    materials = food_option().materials
    bent = (msgspec.structs.replace(materials[0], sample="见 申请表样例.jpg"), *materials[1:])
    assert judged(code, materials=bent) == ["file_missing"]
    assert judged(code, **answered("下载 shenqingbiao.docx 填写")) == ["file_missing"]
    assert judged(code, **answered("文件可以是pdf、jpg或png。")) == []


def test_a_form_that_the_system_makes_has_fields(code: str):
    assert judged(code, form=()) == ["form_empty"]


@pytest.mark.parametrize(
    ("address", "is_right"),
    [
        ("https://www.gansu.gov.cn/a?b=1#c", True),
        ("http://127.0.0.1:8000/items", True),
        ("http://localhost/x", True),
        ("www.gansu.gov.cn", False),
        ("htps://www.gansu.gov.cn", False),
        ("http:/www.gansu.gov.cn", False),
        ("http：//www.gansu.gov.cn", False),
        ("https://甘肃/", False),
        ("https://", False),
        ("https://www.gansu.gov.cn:99999/", False),
        ("https://www..gov.cn", False),
        ("https://[::1", False),
    ],
)
def test_how_an_address_is_written(address: str, is_right: bool):
    assert (wrong_with(address) == "") is is_right


def test_wrong_addresses_are_told_and_never_asked(code: str):
    option = msgspec.structs.replace(food_option(), **answered("看htps://www.gansu.gov.cn和www.gansu.gov.cn。"))
    assert list(addresses_of(option)) == []
    assert judged(code, **answered("看htps://www.gansu.gov.cn和www.gansu.gov.cn。")) == ["address_wrong"]
    assert judged(code, **answered("按元/m2计，和/或，1/2，2026/01/05。")) == []


def test_slashes_in_plain_words_are_no_addresses(code: str):
    option = msgspec.structs.replace(food_option(), **answered("按元/m2计，和/或，1/2，2026/01/05，A4/A3，km/h。"))
    assert list(addresses_of(option)) == []


def test_the_look_of_the_day_is_taken_once_however_often_it_is_asked_for(network: Answering):
    assert check_guides_once_a_day(MONDAY) is not None
    assert check_guides_once_a_day(MONDAY + timedelta(hours=5)) is None
    assert check_guides_once_a_day(TUESDAY) is not None
    assert GuideCheck.objects.count() == 2


def test_the_same_flaw_is_told_once_and_keeps_its_first_day(code: str, network: Answering):
    with listed(**answered("见 http:/x.gov.cn")):
        check_guides(MONDAY)
        check_guides(TUESDAY)
        assert [each.found_on for each in GuideFlaw.objects.filter(option__code=code)] == [MONDAY.date()]
        assert Entry.objects.filter(chain=f"guide:{code}", verb="check_guide").count() == 1


def test_each_body_sees_what_is_broken_in_its_own_guides(code: str, network: Answering, cast: Callable[..., Actor]):
    with listed(**answered("见 http:/x.gov.cn")):
        jobs.alert_stale(MONDAY)
        check_guides(MONDAY)
        editor, reviewer, citizen = (cast(each, MONDAY) for each in ("wutao", "linjing", "liqiang"))
        assert {each.option.list.agency.key for each in flaws_page(editor, size=50)} == {"market-regulation"}
        assert flaw_counts(editor)[FlawKind.ADDRESS_WRONG] == 1
        assert len(flaws_page(reviewer, size=500)) > len(flaws_page(editor, size=500))
        assert flaws_page(citizen, size=50) == []
        told = {each.option_code: each.flaws for each in standings(editor, on=MONDAY.date())}
        assert told[code] == 1


def test_every_blank_form_of_the_city_opens():
    jobs._SOUND.clear()
    check_guides(MONDAY)
    assert not GuideFlaw.objects.filter(kind=FlawKind.FORM_BROKEN).exists()
    assert len(jobs._SOUND) == sum(bool(each.option.form) for each in current_guides())


def test_the_demo_city_has_no_flaw_but_forms_without_fields():
    """The honest state: some founding lists promise a generated form and have no fields for it."""
    told = [flaw.kind for each in current_guides() for flaw in flaws_of(each, around())]
    assert set(told) <= {FlawKind.FORM_EMPTY}
