"""A window that refuses cash is a complaint of its own kind (拒收现金), in the register of what could not be done."""

import pytest

from tongban.foundation.kernel.errors import Invalid, NotNow
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.cases.tests.driving import after
from tongban.handling.contacts.commands import ending
from tongban.handling.contacts.commands.opening import report_unresolved
from tongban.handling.contacts.queries.register import Wanted, register
from tongban.handling.contacts.rules.states import ContactKind

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-099")
def test_refused_cash_is_told_called_about_and_answered_in_words(cast):
    liqiang = cast("liqiang")
    made = report_unresolved("窗口说只能扫码", kind=ContactKind.REFUSED_CASH, by=liqiang, at=MONDAY)
    assert (made.sort.label, made.due_on) == ("拒收现金", after(1).date())
    rows = register(cast("zhengyawen"), Wanted(kind="refused_cash"), on=MONDAY.date(), size=5)
    assert [each.pk for each in rows] == [made.pk]
    owner = cast(made.owner.account.login)
    with pytest.raises(Invalid):
        ending.close(made, result="answered", by=owner, at=MONDAY)
    ending.reach(made, words="已经道歉，请本人再来，收现金。", by=owner, at=MONDAY)
    ending.close(made, result="settled", words="窗口已改正，收了现金。", by=owner, at=MONDAY)
    with pytest.raises(NotNow):
        ending.reach(made, words="再打一次", by=owner, at=MONDAY)


def test_a_question_is_no_complaint(cast):
    with pytest.raises(Invalid):
        report_unresolved("想问一下", kind=ContactKind.ENQUIRY, by=cast("liqiang"), at=MONDAY)
