"""The certificate leaves only after the tax system said that it was paid (完税才能发证): no way around. R-082."""

import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, connection, transaction

from tongban.exchange.connectors.tax_office.simulator import SimulatedTaxOffice, TaxFaults, pay
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.sealing import verify
from tongban.handling.bundles.bound import BOUND
from tongban.handling.bundles.commands import reporting
from tongban.handling.bundles.models import BundleCase, Report
from tongban.handling.bundles.ports import SourceUnavailable
from tongban.handling.bundles.tests.joining import (
    CONTRACT,
    REGISTRATION,
    accepted,
    after,
    again,
    case_of,
    decided,
    department,
    finished,
    fresh,
)
from tongban.handling.cases.commands import delivering, examining
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.models import Case, MaterialFile
from tongban.handling.cases.together import GateShut
from tongban.handling.dossiers.queries.contents import package

pytestmark = pytest.mark.django_db


@pytest.fixture
def tax():
    """The simulated tax system without faults, and without delay."""
    before = dict(BOUND)
    BOUND["tax_paid"] = SimulatedTaxOffice(TaxFaults(delay=timedelta()))
    yield BOUND["tax_paid"]
    BOUND.clear()
    BOUND.update(before)


def paid(bundle: BundleCase, *, at) -> list[Report]:
    pay(case_of(bundle, REGISTRATION).number, amount=7_500_00, by=SYSTEM, at=at)
    return reporting.ask_sources(again(bundle), by=SYSTEM, at=at)


@pytest.mark.req("R-082")
def test_the_certificate_leaves_only_after_the_tax_system_said_so(cast, tax):
    bundle = accepted(cast)
    front = case_of(bundle, CONTRACT)
    finished(front, department(front), at=after(1, 11))
    case, hands = case_of(bundle, REGISTRATION), department(case_of(bundle, REGISTRATION))
    with pytest.raises(GateShut, match="完税"):
        decided(case, hands, at=after(1, 14))
    assert reporting.ask_sources(again(bundle), by=cast("wangfang"), at=after(1, 15)) == []
    assert [each.trouble for each in paid(bundle, at=after(1, 16))] == [""]
    case = fresh(case)
    assert case.awaits == ""
    examining.grant(case, opinion="准予登记。", by=hands.decider, at=after(1, 16, 30))
    delivering.issue(fresh(case), result_number="甘2026嘉峪关样例1", face=FACE, by=hands.examiner, at=after(1, 17))
    assert fresh(case).status == "issued"
    assert list(verify()) == []


FACE: dict[str, str] = {}


@pytest.mark.req("R-082")
def test_no_path_leads_around_the_gate(cast, tax):
    """Every step of the flow by everybody of the house from every state on the way: nothing leaves unpaid."""
    bundle = accepted(cast)
    front = case_of(bundle, CONTRACT)
    finished(front, department(front), at=after(1, 11))
    case, hands = case_of(bundle, REGISTRATION), department(case_of(bundle, REGISTRATION))
    examining.examine(fresh(case), opinion="符合。", proposal="grant", by=hands.examiner, at=after(1, 12))
    examining.review(fresh(case), opinion="同意。", by=hands.reviewer, at=after(1, 12))
    given = {"opinion": "准予。", "result_number": "1号", "way": "electronic", "collector_kind": "applicant"}
    given |= {"collector_name": "李强", "collector_id_number": "620201199003070017"}
    everybody = [cast(name) for name in ("wangfang", "liuyang", "liqiang", "chenli")] + [hands.examiner, hands.decider]
    for verb in ("finish_on_the_spot", "grant", "issue", "serve", "collect", "close", "note_event"):
        for by in everybody:
            with pytest.raises((GateShut, NotYours, NotNow, Invalid)):
                act(verb, fresh(case), given, by=by, at=after(1, 13))
    for status in ("issued", "served", "closed"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE cases_case SET status = %s, outcome = 'granted', decided_at = received_at, ended_at = CASE WHEN"
                " %s = 'closed' THEN received_at END, due_on = NULL WHERE id = %s",
                [status, status, case.pk],
            )
    assert fresh(case).awaits == "完税"


@pytest.mark.req("R-082")
def test_late_lost_doubled_and_spoilt_reports_open_the_gate_once_and_only_by_the_good_one(cast):
    bundle = accepted(cast)
    number = case_of(bundle, REGISTRATION).number
    before = dict(BOUND)
    try:
        BOUND["tax_paid"] = SimulatedTaxOffice(TaxFaults(duplicates=1, bad_data=1))
        pay(number, amount=7_500_00, by=SYSTEM, at=after(1, 9))
        assert reporting.ask_sources(again(bundle), by=SYSTEM, at=after(1, 9)) == []
        kept = reporting.ask_sources(again(bundle), by=SYSTEM, at=after(1, 9, 5))
        assert [bool(each.trouble) for each in kept] == [True, True, True, False]
        with pytest.raises(NotNow):
            reporting.ask_sources(again(bundle), by=SYSTEM, at=after(1, 9, 10))
        BOUND["tax_paid"] = SimulatedTaxOffice(TaxFaults(loss=1))
        Case.objects.filter(number=number).update(awaits="完税")
        with pytest.raises(SourceUnavailable):
            reporting.ask_sources(again(bundle), by=SYSTEM, at=after(1, 9, 15))
    finally:
        BOUND.clear()
        BOUND.update(before)
    assert Report.objects.filter(trouble="").count() == 1
    assert Entry.objects.filter(chain=f"case:{number}", verb="note_event").count() == 1
    assert "620201199003070017" not in json.dumps(list(Report.objects.values()), default=str)


@pytest.mark.req("R-082")
def test_the_archive_of_a_gated_case_tells_of_the_report(cast, tax, tmp_path):
    bundle = accepted(cast)
    paid(bundle, at=after(1))
    case = case_of(bundle, REGISTRATION)
    MaterialFile.objects.filter(material__case=case).delete()  # their content lies on no shelf in this test
    packed = package(case, until=after(2), purpose="归档")
    path = tmp_path / "package.zip"
    path.write_bytes(packed.content)
    with ZipFile(path) as archive:
        told = json.loads(archive.read(next(name for name in archive.namelist() if name.endswith("process.json"))))
        assert "manifest.json" in archive.namelist()
    assert [each["verb"] for each in told] == ["submit", "accept", "note_event"]
