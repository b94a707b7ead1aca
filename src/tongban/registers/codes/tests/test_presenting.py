"""Showing licences by code (亮证): chosen licences, chosen fields, a time; whoever scans sees that and nothing else."""

from datetime import datetime, timedelta

import pytest

from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotNow
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.queries import reads_about
from tongban.registers.codes.commands import Chosen, CodeRefused, end, look, present, scan
from tongban.registers.codes.queries import Verdict, checked, code_now, usable_for_showing
from tongban.registers.codes.rules.codes import read
from tongban.registers.codes.rules.scopes import Scope
from tongban.registers.licenses.commands import revoke
from tongban.registers.licenses.queries import Verdict as Standing
from tongban.registers.licenses.tests.cast import AT, FACE, TERM, give
from tongban.registers.parties.models import Party

__all__ = ["FACE", "TERM"]
SCOPE = Scope(("name",), "核对证照", "扫码的人")
pytestmark = pytest.mark.django_db


def later(**told):
    return AT + timedelta(**told)


@pytest.fixture
def license(cast):
    return give(cast)


@pytest.fixture
def manager(cast, license):
    return cast("liqiang", acting_for=license.holder)


def shown(license, by, fields=("premises", "items"), minutes=5):
    return present([Chosen(license, tuple(fields))], minutes=minutes, by=by, at=AT)


@pytest.mark.req("R-155")
def test_only_the_granted_fields_are_seen_and_the_owner_sees_who_looked(license, manager, cast):
    showing = shown(license, manager)
    clerk = cast("wangfang")
    seen = scan(code_now(showing, at=AT).text, scope=SCOPE, by=clerk, at=later(seconds=10))
    [told] = look(seen, by=clerk, at=later(seconds=11)).licenses
    assert told.verdict is Standing.IN_FORCE
    assert [value for _, value in told.lines] == [FACE["premises"], FACE["items"][0]]
    hidden = (FACE["uscc"], FACE["legal_representative"], FACE["number"])
    assert not any(each in repr(told) for each in hidden)
    [entry] = reads_about(f"party:{license.holder_id}").rows
    assert (entry.by_ref, entry.purpose) == (clerk.ref, "核对证照")
    assert [each.startswith(license.type.name) for each in entry.fields] == [True, True]


@pytest.mark.req("R-155")
def test_without_fields_it_is_yes_or_no_and_no_field_leaves_the_register(license, manager, cast):
    seen = scan(code_now(shown(license, manager, ()), at=AT).text, scope=SCOPE, by=cast("wangfang"), at=AT)
    [told] = look(seen, by=cast("wangfang"), at=AT).licenses
    assert (told.name, told.verdict, told.lines) == (license.type.name, Standing.IN_FORCE, ())
    assert not any(str(value) in repr(told) for value in FACE.values())


@pytest.mark.req("R-155")
def test_another_telephone_needs_no_account_and_stands_on_record_as_a_visitor(license, manager):
    seen = scan(code_now(shown(license, manager), at=AT).text, scope=SCOPE, by=NOBODY, at=AT)
    assert look(seen, by=NOBODY, at=AT).licenses
    [entry] = reads_about(f"party:{license.holder_id}").rows
    assert (entry.by_ref, entry.by_role, entry.by_name) == ("guest", "guest", "访客")


@pytest.mark.req("R-155")
def test_it_is_over_when_the_time_is_over(license, manager, cast):
    clerk, showing = cast("wangfang"), shown(license, manager, minutes=5)
    seen = scan(code_now(showing, at=later(minutes=4)).text, scope=SCOPE, by=clerk, at=later(minutes=4))
    look(seen, by=clerk, at=later(seconds=299))
    with pytest.raises(NotNow):
        look(seen, by=clerk, at=later(seconds=300))
    with pytest.raises(CodeRefused):
        scan(code_now(showing, at=later(minutes=5)).text, scope=SCOPE, by=clerk, at=later(minutes=5))


@pytest.mark.req("R-155")
def test_putting_the_code_away_hides_what_was_shown_at_once(license, manager, cast):
    clerk, showing = cast("wangfang"), shown(license, manager)
    seen = scan(code_now(showing, at=AT).text, scope=SCOPE, by=clerk, at=AT)
    end(showing, by=manager, at=later(seconds=5))
    seen.refresh_from_db()
    with pytest.raises(NotNow):
        look(seen, by=clerk, at=later(seconds=6))


@pytest.mark.req("R-155")
def test_one_look_for_one_code(license, manager, cast):
    code = code_now(shown(license, manager), at=AT).text
    scan(code, scope=SCOPE, by=NOBODY, at=AT)
    for by in (NOBODY, cast("zhouyou")):
        with pytest.raises(CodeRefused, match="已经用过"):
            scan(code, scope=SCOPE, by=by, at=later(seconds=2))


@pytest.mark.req("R-155")
def test_a_licence_that_was_revoked_meanwhile_shows_that_and_no_field(license, manager, cast):
    seen = scan(code_now(shown(license, manager), at=AT).text, scope=SCOPE, by=NOBODY, at=AT)
    revoke(license, ground="行政许可法 第六十九条", reason="样例", by=cast("chenli"), at=later(seconds=1))
    [told] = look(seen, by=NOBODY, at=later(seconds=2)).licenses
    assert (told.verdict, told.lines) == (Standing.OVER, ())


def test_the_code_itself_says_what_kind_of_licence_it_is_and_no_more(license, manager):
    code = code_now(shown(license, manager), at=AT).text
    assert read(code).words == license.type.name
    assert checked(code, at=AT).verdict is Verdict.LIVE


@pytest.mark.req("R-155")
def test_what_is_not_ones_own_or_not_on_it_is_not_shown(license, manager, cast):
    for by, fields, minutes in (
        (cast("zhouyou"), ("premises",), 5),
        (manager, ("salary",), 5),
        (manager, ("premises",), 7),
    ):
        with pytest.raises(Invalid):
            shown(license, by, fields, minutes)
    with pytest.raises(Invalid):
        present([], minutes=5, by=manager, at=AT)
    assert [each.pk for each in usable_for_showing(manager, on=datetime(2031, 11, 23, tzinfo=LOCAL).date())] == []


@pytest.mark.req("R-155")
def test_showing_is_on_the_holders_own_record(license, manager):
    showing = shown(license, manager)
    entry = Entry.objects.get(chain=f"party:{license.holder_id}", verb="present")
    assert entry.facts["showing"] == showing.public_id.hex
    assert entry.facts["licenses"] == [{"license": license.public_id.hex, "fields": ["premises", "items"]}]
    assert Party.objects.get(pk=showing.party_id) == license.holder
