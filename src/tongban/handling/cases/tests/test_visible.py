"""Who sees which case (可见范围): everybody of the cast against every kind of case."""

from collections import Counter
from dataclasses import replace

import pytest

from tongban.foundation.kernel.actors import NOBODY, Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.commands import delivering
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import case_for, may_see, visible_to
from tongban.handling.cases.queries.worklists import Wanted, counts, queue_of, waiting, worklist
from tongban.registers.parties.models import Mandate, Party

from .applying import MONDAY
from .driving import after, day, received

SEES_ALL = {"wangfang", "limin", "liuyang", "zhengyawen"}
OF_THE_BODY = {"zhaomin", "sunqiang", "chenli"}
OTHERS = {"zhouyou", "maxiuying", "lvhongwei", "linjing", "gaoyuan", "tianhui", "yanming"}


@pytest.mark.req("R-076", "R-077")
@pytest.mark.parametrize("login", sorted(SEES_ALL | OF_THE_BODY | OTHERS | {"liqiang"}))
def test_a_case_is_seen_by_its_applicant_its_department_the_hall_and_nobody_else(cast, login):
    case, by = received(cast), cast(login)
    may = login in SEES_ALL | OF_THE_BODY | {"liqiang"}
    assert may_see(by, case.number) is may
    if may:
        assert case_for(by, case.number) == case
    else:
        with pytest.raises(NotFound):
            case_for(by, case.number)


def columns(row) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_case_that_is_fetched_is_the_case_of_the_database_with_what_it_points_to(cast, django_assert_num_queries):
    case, by = received(cast), cast("wangfang")
    with django_assert_num_queries(1):
        fetched = case_for(by, case.number)
        reached = fetched.applicant, fetched.agency, fetched.assignee
    row = Case.objects.get(pk=case.pk)
    assert columns(fetched) == columns(row)
    assert reached == (row.applicant, row.agency, row.assignee)
    assert columns(fetched.applicant) == columns(row.applicant)


@pytest.mark.parametrize("login", ["wangfang", "zhaomin", "liqiang"])
def test_what_waits_beside_a_case_is_the_beginning_of_the_worklist(cast, login):
    for _ in range(3):
        received(cast)
    by = cast(login)
    whole = worklist(by, Wanted(status=tuple(queue_of(by)) or ("none",), is_open=True), today=day(0)).cases
    assert waiting(by, size=2) == list(whole)[:2]


@pytest.mark.parametrize("login", ["wangfang", "zhaomin", "liqiang", "zhengyawen"])
def test_the_list_that_everybody_opens_first_is_the_one_that_any_filter_would_give(cast, login):
    for _ in range(3):
        received(cast)
    ended = received(cast)
    delivering.withdraw(ended, reason="不办了。", by=cast("liqiang"), at=after(0, 11))
    by = cast(login)
    wanted = Wanted(status=tuple(queue_of(by)) or ("received", "accepted"), is_open=True)
    at_once, composed = (worklist(by, wanted, today=day(0), cursor=each, size=2) for each in ("", "?"))

    assert at_once == composed
    for one, other in zip(at_once.cases, composed.cases, strict=True):
        assert (one.option_name, one.stage_due_on) == (other.option_name, other.stage_due_on)  # type: ignore[attr-defined]
        assert one.applicant == other.applicant
    standing = Counter(each.status for each in worklist(by, wanted, today=day(0), cursor="?", size=100).cases)
    assert not queue_of(by) or counts(by) == standing


def enterprise_case(cast) -> Case:
    case = received(cast)
    Case.objects.filter(pk=case.pk).update(applicant=Party.objects.get(name__contains="明月"))
    return Case.objects.get(pk=case.pk)


def test_an_enterprises_case_is_seen_by_whoever_acts_for_it_now(cast):
    case, liqiang = enterprise_case(cast), cast("liqiang")
    assert not may_see(liqiang, case.number)
    assert may_see(replace(liqiang, acting_for=case.applicant_id), case.number)


def test_under_a_mandate_only_its_own_cases_are_seen(cast):
    case, zhouyou = received(cast), cast("zhouyou")
    mandate = Mandate.objects.create(
        principal=case.applicant, agent_id=zhouyou.party_id, covers_all=True, valid_from=day(0), valid_to=day(9),
        created_at=MONDAY,
    )  # fmt: skip
    agent = replace(zhouyou, acting_for=case.applicant_id, mandate_id=mandate.pk)
    assert not may_see(agent, case.number)
    Case.objects.filter(pk=case.pk).update(mandate=mandate)
    assert may_see(agent, case.number)


def test_a_system_sees_what_it_lodged_and_no_more(cast):
    case = received(cast)
    system = Actor(name="银行", roles=frozenset({Role.APPLICANT}), client="bank")
    assert not may_see(system, case.number)
    Case.objects.filter(pk=case.pk).update(client="bank")
    assert may_see(system, case.number)
    assert not may_see(replace(system, client=""), case.number)


@pytest.mark.parametrize("by", [NOBODY, Actor(name="新人", roles=frozenset({Role.APPLICANT}), account_id=1)])
def test_who_stands_for_nobody_sees_nothing(cast, by):
    received(cast)
    assert not visible_to(by).exists()
