"""Departments' matters against the platform: included, excepted on one of two grounds, or a gap with a name."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.conf import settings

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.foundation.kernel.written import read_yaml
from tongban.registers.agencies.models import Agency
from tongban.registers.entrances.commands import except_matter, load_matters, plan_matter, write_matter
from tongban.registers.entrances.models import DepartmentMatter
from tongban.registers.entrances.queries import department_matters, inclusion_counts
from tongban.registers.entrances.rules import WITHHELD_NAME, Ground, Inclusion, Matter, inclusion_of

TODAY = date(2026, 11, 29)
NOW = datetime(2026, 11, 29, 10, tzinfo=LOCAL)
Cast = Callable[..., Actor]


@pytest.mark.parametrize(
    ("matter", "stands"),
    [
        (Matter("000131004000", "", None), Inclusion.INCLUDED),
        (Matter("000131004000", "law", None), Inclusion.INCLUDED),
        (Matter("000999999999", "law", None), Inclusion.EXCEPTED),
        (Matter("", "state_secret", None), Inclusion.EXCEPTED),
        (Matter("", "", None), Inclusion.GAP),
        (Matter("", "", TODAY), Inclusion.PLANNED),
        (Matter("", "", TODAY - timedelta(days=1)), Inclusion.LATE),
    ],
)
def test_what_is_neither_on_the_platform_nor_excepted_is_a_gap(matter: Matter, stands: Inclusion):
    assert inclusion_of(matter, frozenset({"000131004000"}), on=TODAY) is stands


def test_there_are_two_grounds_and_no_others():
    assert [each.label for each in Ground] == ["涉及国家秘密", "法律法规另有规定"]


@pytest.mark.req("R-137")
@pytest.mark.django_db
def test_matters_less_the_platform_less_exceptions_are_named_gaps():
    DepartmentMatter.objects.all().delete()
    rows = read_yaml((settings.CITY / "inclusion.yaml").read_bytes())["matters"]
    assert load_matters(rows, by=SYSTEM, at=NOW) == len(rows)
    lines = department_matters(on=TODAY)
    counts = inclusion_counts(lines)
    assert sum(counts.values()) == sum(row.get("number", 1) for row in rows)
    gaps = {each.matter.name for each in lines if each.stands.is_gap}
    assert gaps == {"企业年金方案备案（样例）", "住房公积金年度验审（样例）", "养犬登记（样例）"}
    assert counts[Inclusion.EXCEPTED] == 3


@pytest.mark.req("R-137")
@pytest.mark.django_db
def test_a_gap_is_planned_closed_or_excepted_and_of_a_secret_only_the_number_stays(cast: Cast):
    editor, bureau, other = cast("wutao", NOW), cast("linjing", NOW), cast("leiyu", NOW)
    agency = Agency.objects.get(key="market-regulation")
    made = write_matter(None, agency=agency, name="样例：一件事", by=editor, at=NOW)
    for wrong in ("", "样例：一件事", WITHHELD_NAME):
        with pytest.raises(Invalid):
            write_matter(None, agency=agency, name=wrong, by=editor, at=NOW)
    with pytest.raises(NotYours):
        write_matter(None, agency=agency, name="样例：别人的", by=other, at=NOW)
    with pytest.raises(NotYours):
        plan_matter(made, planned_on=local_day(NOW), by=other, at=NOW)
    with pytest.raises(Invalid):
        plan_matter(made, planned_on=local_day(NOW) - timedelta(days=1), by=editor, at=NOW)
    assert plan_matter(made, planned_on=local_day(NOW), by=editor, at=NOW).planned_on == local_day(NOW)
    with pytest.raises(NotYours):
        except_matter(made, ground="law", basis="样例法 第一条", reason="样例", by=editor, at=NOW)
    with pytest.raises(Invalid) as refused:
        except_matter(made, ground="habit", basis="", reason="", by=bureau, at=NOW)
    assert {each.pointer for each in refused.value.faults} == {"/ground", "/basis", "/reason"}
    said = {"ground": "state_secret", "basis": "保守国家秘密法 第二十六条", "reason": "样例"}
    first = except_matter(made, **said, by=bureau, at=NOW)
    assert (first.name, first.number) == (WITHHELD_NAME, 1)
    second = write_matter(None, agency=agency, name="涉密事项2", by=editor, at=NOW)
    assert except_matter(second, **said, by=bureau, at=NOW).number == 2
    assert not DepartmentMatter.objects.filter(name="涉密事项2").exists()
    with pytest.raises(Invalid):
        write_matter(first, agency=agency, name="写上名称", by=bureau, at=NOW)


@pytest.mark.django_db
def test_a_matter_that_the_catalogue_has_is_on_the_platform(cast: Cast):
    agency = Agency.objects.get(key="market-regulation")
    with pytest.raises(Invalid):
        write_matter(None, agency=agency, name="样例", basic_code="000000000000", by=cast("wutao", NOW), at=NOW)
    write_matter(None, agency=agency, name="样例", basic_code="000131004000", by=cast("wutao", NOW), at=NOW)
    assert {e.matter.name: e.stands for e in department_matters(on=TODAY)}["样例"] is Inclusion.INCLUDED
