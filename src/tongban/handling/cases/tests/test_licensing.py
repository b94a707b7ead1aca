"""A decision gives, changes, renews or ends a licence (办结即发证): once, and complete or not at all."""

from datetime import date, timedelta

import msgspec
import pytest

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases import jobs
from tongban.handling.cases.commands import delivering
from tongban.handling.cases.commands.committing import revoke
from tongban.handling.cases.rules.states import Status
from tongban.handling.cases.subscribers import revoke_license
from tongban.registers.catalog.content import Result, Span
from tongban.registers.licenses.commands import lapse
from tongban.registers.licenses.models import License
from tongban.registers.licenses.queries import Verdict, face_of, verification
from tongban.registers.licenses.rules.states import Status as Standing

from .applying import ANSWERS, stored_file
from .driving import TAKEN, accepted, after, day, fresh, granted, listed
from .test_renewals_and_quotas import renewing_list

pytestmark = pytest.mark.django_db
LAST = (day(3).month, day(3).day - 1)
RENEWED = Result(name="食品经营许可证（延续）", license_type="food_business_license", operation="renew")
DEREGISTERED = Result(
    name="准予注销决定书", kind="approval", license_type="food_business_license", operation="deregister"
)


def made(cast, *, number: str = "", face=None, login: str = "liuyang", case=None):
    case = case or granted(cast)
    delivering.issue(case, result_number=number, face=face, by=cast(login), at=after(3))
    return fresh(case)


@pytest.mark.req("R-007")
def test_a_granted_case_gives_the_licence_that_its_form_describes(cast):
    case = made(cast)
    license = License.objects.get(case_number=case.number)
    face = face_of(license.editions.get())
    assert (face["holder_name"], face["items"]) == ("明月餐饮", ["热食类制售"])
    assert face["premises"] == "嘉峪关市雄关街道样例路1号"
    assert license.number == face["number"] == case.delivery.result_number == "JY26202020260000001"
    assert (license.holder_id, license.issuer_id, license.status) == (case.applicant_id, case.agency_id, Standing.VALID)
    assert license.valid_to == date(2031, day(3).month, day(3).day - 1)
    entry = Entry.objects.get(chain=case.chain, verb="issue")
    assert entry.facts["license"] == license.identifier


def test_a_number_that_was_typed_stands_on_the_licence(cast):
    case = made(cast, number="JY16202000000017")
    assert License.objects.get(case_number=case.number).number == "JY16202000000017"


def test_what_the_face_lacks_is_named_and_nothing_is_made(cast):
    case = granted(cast)
    case.form_sealed = _without(case, "premises", "uscc")
    case.save(update_fields=["form_sealed"])
    with pytest.raises(Invalid) as refusal:
        made(cast, case=case)
    assert [each.pointer for each in refusal.value.faults] == ["/face/uscc", "/face/premises"]
    assert fresh(case).status == Status.GRANTED
    assert not License.objects.exists()
    typed = {"uscc": "91620200MA7D0001X9", "premises": "嘉峪关市雄关街道样例路1号"}
    made(cast, case=fresh(case), face=typed)
    assert License.objects.count() == 1


def test_a_case_that_is_not_decided_makes_none(cast):
    granted(cast)
    assert not License.objects.exists()


GAP = {"without": ("layout_plan",), "wants_deferral": True}


@pytest.mark.req("R-151")
def test_while_deferred_materials_are_owed_there_is_no_licence_to_be_used(cast):
    case = made(cast, case=granted(cast, **GAP))
    assert (case.status, case.delivery.result_number) == (Status.ISSUED, "")
    assert not License.objects.exists()
    assert "license" not in Entry.objects.get(chain=case.chain, verb="issue").facts
    liqiang = cast("liqiang")
    files = [{"requirement_code": "layout_plan", "file_ids": [str(stored_file(liqiang).pk)]}]
    delivering.make_good(case, materials=files, by=liqiang, at=after(4))
    license = License.objects.get(case_number=case.number)
    assert (license.status, license.issued_on) == (Standing.VALID, day(4))
    assert fresh(case).delivery.result_number == license.number == "JY26202020260000001"
    assert bytes(fresh(case).delivery.face_sealed) == b""
    assert Entry.objects.get(chain=case.chain, verb="make_good").facts["license"] == license.identifier


@pytest.mark.req("R-151")
def test_what_was_typed_for_the_face_waits_with_it_and_its_number_stays(cast):
    case = granted(cast, **GAP)
    case.form_sealed = _without(case, "premises")
    case.save(update_fields=["form_sealed"])
    with pytest.raises(Invalid):
        made(cast, case=case)
    case = made(cast, case=fresh(case), face={"premises": "嘉峪关市样例路9号"}, number="JY16202000000017")
    assert "样例路" not in str(bytes(case.delivery.face_sealed))
    issuer = cast("liuyang")
    files = [{"requirement_code": "layout_plan", "file_ids": [str(stored_file(issuer).pk)]}]
    delivering.collect(case, given={**TAKEN, "materials": files}, by=issuer, at=after(4))
    license = License.objects.get(case_number=case.number)
    assert face_of(license.editions.get())["premises"] == "嘉峪关市样例路9号"
    assert license.number == fresh(case).delivery.result_number == "JY16202000000017"


def test_where_the_type_is_not_of_the_city_nothing_is_made(cast):
    with listed(results=(Result(name="护照", license_type="passport"),)):
        case = made(cast)
    assert case.delivery.result_number == f"{case.number}-J1"
    assert not License.objects.exists()


def test_a_renewal_is_the_next_edition_and_goes_on_where_the_first_ends(cast):
    first = License.objects.get(case_number=made(cast).number)
    with listed(results=(RENEWED,)):
        case = made(cast)
    assert License.objects.count() == 1
    renewed = License.objects.get()
    assert (renewed.edition_number, renewed.number) == (2, first.number)
    assert renewed.valid_from == first.valid_from
    assert first.valid_to is not None
    assert renewed.valid_to is not None
    assert (first.valid_to, renewed.valid_to) == (date(2031, *LAST), date(2036, *LAST))
    assert renewed.editions.get(number=2).case_number == case.number
    for on in (day(4), first.valid_to, first.valid_to + timedelta(days=1), renewed.valid_to):
        assert verification(renewed.identifier, on=on).verdict is Verdict.IN_FORCE, "there is no day without it"


@pytest.mark.req("R-042")
def test_silence_renews_the_licence_itself_from_the_day_after_its_last_however_late(cast):
    short = Result(name="食品经营许可证", license_type="food_business_license", validity=Span(value=40, unit="day"))
    with listed(results=(short,)):
        first = License.objects.get(case_number=made(cast).number)
    assert first.valid_to is not None
    with renewing_list(results=(RENEWED,)):
        case = accepted(cast, answers={**ANSWERS, "valid_until": first.valid_to.isoformat()})
        late = (first.valid_to - day(0)).days + 5
        lapse(first, at=after(late - 4))
        assert jobs.renew_by_silence(at=after(late)) == 1
        held = License.objects.get()
        goes_on = first.valid_to + timedelta(days=1)
        assert (held.status, held.edition_number) == (Standing.VALID, 2)
        assert held.valid_to == goes_on.replace(year=goes_on.year + 5) - timedelta(days=1)
        assert (held.valid_from, held.editions.get(number=2).effective_on) == (first.valid_from, goes_on)
        assert Entry.objects.get(chain=case.chain, verb="deem_granted").facts["license"] == held.identifier
        delivering.issue(fresh(case), result_number="", by=cast("liuyang"), at=after(late))
    assert License.objects.get().edition_number == 2, "handing it over makes no third"


def test_a_deregistration_ends_it(cast):
    made(cast)
    with listed(results=(DEREGISTERED,)):
        case = made(cast)
    assert License.objects.get().status == Standing.DEREGISTERED
    assert case.delivery.result_number == License.objects.get().number


def test_revoking_the_decision_revokes_the_licence_once(cast):
    case = made(cast)
    entry = revoke(case, number="嘉撤〔2026〕1号", reason="承诺不实", by=SYSTEM, at=after(4))
    revoke_license(entry)
    revoke_license(entry)
    assert License.objects.get().status == Standing.REVOKED


def _without(case, *codes):
    vaulted = {"purpose": "case.form", "owner": case.number}
    form = msgspec.json.decode(vault().open(bytes(case.form_sealed), **vaulted))
    kept = {code: value for code, value in form.items() if code not in codes}
    return vault().seal(msgspec.json.encode(kept).decode(), **vaulted)
