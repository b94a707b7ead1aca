"""How many statements each act may take: counted by kind, so that one more is noticed and has to be accounted for."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.commands import examining, receiving
from tongban.handling.cases.commands.lodging import lodge
from tongban.handling.cases.models import Case, Material, Opinion
from tongban.handling.cases.qualified import refuse_untrained
from tongban.handling.cases.queries.dispatch import rules_of
from tongban.handling.cases.queries.one_case import whole
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.queries.worklists import Wanted, counts, worklist
from tongban.registers.catalog.queries import guide
from tongban.registers.lists.queries import allows_permit

from .applying import MONDAY, food_code, lodged, restaurant

Cast = Callable[..., Actor]
_BRACKETS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


class Counted(CaptureQueriesContext):
    """The statements of a block, without what only brackets a transaction."""

    @property
    def statements(self) -> list[str]:
        return [each["sql"] for each in self.captured_queries if not each["sql"].startswith(_BRACKETS)]

    def __len__(self) -> int:
        return len(self.statements)


def counted() -> Counted:
    return Counted(connection)


def fresh(case: Case) -> Case:
    return Case.objects.select_related("applicant", "agency").get(pk=case.pk)


def examined(cast: Cast) -> Case:
    """A case that the decider has before them."""
    _, case = lodged(cast("liqiang"))
    receiving.accept(case, by=cast("wangfang"), at=MONDAY)
    examining.examine(fresh(case), opinion="符合条件。", proposal="grant", by=cast("zhaomin"), at=MONDAY)
    examining.review(fresh(case), opinion="同意。", by=cast("sunqiang"), at=MONDAY)
    return fresh(case)


@pytest.mark.django_db
def test_submitting_takes_one_statement(cast: Cast) -> None:
    liqiang = cast("liqiang")
    lodged(liqiang)  # guide, calendar and a block of numbers are at hand from now on
    asked = restaurant(liqiang)
    with counted() as seen:
        lodge(asked, by=liqiang, at=MONDAY)
    # the applicant by id · everything that begins a case, lodging.sql
    assert len(seen) == 2, seen.statements


@pytest.mark.django_db
def test_accepting_takes_eight_statements_at_most(cast: Cast) -> None:
    _, case = lodged(cast("liqiang"))
    case, wangfang = fresh(case), cast("wangfang")
    allows_permit(case.option_code, MONDAY.date())  # at hand while the catalogue's revision is the same
    rules_of(case.agency_id)  # at hand, asked for at most every two seconds
    refuse_untrained(case.option_code, by=wangfang, on=MONDAY.date())  # which places keep a roster: likewise
    with counted() as seen:
        receiving.accept(case, by=wangfang, at=MONDAY)
    # materials · what silence has done · clocks · number of the notice · the notice · case with its examiner · entry ·
    # parcel
    assert len(seen) <= 8, seen.statements


@pytest.mark.django_db
def test_deciding_takes_ten_statements_at_most(cast: Cast) -> None:
    case, chenli = examined(cast), cast("chenli")
    with counted() as seen:
        examining.grant(case, opinion="准予。", by=chenli, at=MONDAY)
    # opinion · number of the decision · the decision · what is to be delivered · clocks · case · entry · parcel
    assert len(seen) <= 10, seen.statements


@pytest.mark.django_db
def test_deciding_with_ten_related_records_takes_as_many_as_with_none(cast: Cast) -> None:
    bare, heavy, chenli = examined(cast), examined(cast), cast("chenli")
    for place in range(10):
        Opinion.objects.create(case=heavy, verb="examine", at=MONDAY, text=f"第{place}条意见")
        Material.objects.create(case=heavy, requirement_code=f"extra{place}", name="附件", state="provided")
    taken = []
    for case in (bare, heavy):
        with counted() as seen:
            examining.grant(case, opinion="准予。", by=chenli, at=MONDAY)
        taken.append(len(seen))
    assert taken[0] == taken[1]


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 12])
def test_a_worklist_takes_as_many_statements_as_it_has_questions(cast: Cast, size: int) -> None:
    liqiang, wangfang = cast("liqiang"), cast("wangfang")
    for _ in range(size):
        lodged(liqiang)
    with counted() as seen:
        page = worklist(wangfang, Wanted(status=("received",)), today=MONDAY.date())
        counts(wangfang)
    # the page with applicants, bodies and examiners · how many stand where
    assert (len(page.cases), len(seen)) == (size, 2), seen.statements


@pytest.mark.django_db
def test_one_case_takes_two_statements_however_much_hangs_on_it(cast: Cast) -> None:
    case, wangfang = examined(cast), cast("wangfang")
    with counted() as seen:
        found = whole(case_for(wangfang, case.number))
    # the case, if the actor may see it · what hangs on it, one_case.sql
    assert (len(seen), len(found.attached.timeline)) == (2, 4), seen.statements


@pytest.mark.django_db
def test_a_guide_that_was_read_before_takes_no_statement() -> None:
    guide(food_code())
    code = food_code()
    with counted() as seen:
        guide(code)
    assert len(seen) <= 1, seen.statements  # the revision, at most once a second
