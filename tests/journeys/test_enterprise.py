"""我的企业 on a screen: at every width, with the licence that runs out and the link that renews it (R-161)."""

from datetime import timedelta

import pytest

from tongban.foundation.kernel.clock import now
from tongban.registers.parties.models import Account, Party, Session
from tongban.registers.parties.tokens import new_token, token_hash
from tongban.web.ui.sessions import COOKIE

from .browsing import PHONE, WIDE, axe, policy_violations, runs_off_the_side, screenshot
from .conftest import Meet


@pytest.mark.req("R-161")
@pytest.mark.parametrize(("width", "display"), [(WIDE, "standard.standard"), (PHONE, "elder.standard")])
def test_the_space_of_an_enterprise_is_a_clean_page(meet: Meet, width: int, display: str):
    person, token, at = meet(), new_token(), now()
    Session.objects.create(
        token_hash=token_hash(token),
        account=Account.objects.get(login="liqiang"),
        acting_for=Party.objects.get(name__contains="明月"),
        created_at=at - timedelta(minutes=1),
        seen_at=at,
        expires_at=at + timedelta(hours=8),
    )
    person.carry(COOKIE, token)
    person.wants(display)
    person.resize(width)
    person.open("/me/enterprise")
    screenshot(person.page, f"enterprise-{width}-{display}")
    assert person.page.get_by_role("heading", level=1).inner_text().startswith("嘉峪关明月餐饮")
    assert axe(person.page) + policy_violations(person.page) == []
    assert not runs_off_the_side(person.page)
