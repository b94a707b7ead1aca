"""Packages that prove themselves (自证案卷包): checked by a tool that shares no code with what made them."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases import promises
from tongban.handling.cases.commands.lodging import lodge
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import stored_file
from tongban.handling.cases.tests.driving import accepted, after, listed
from tongban.handling.cases.tests.test_committing import at_the_window, promising
from tongban.handling.dossiers import jobs
from tongban.handling.dossiers.commands.archiving import archive, check_archive, export_evidence
from tongban.handling.dossiers.models import ArchiveRecord
from tongban.handling.dossiers.queries import slips
from tongban.handling.dossiers.queries.contents import package
from tongban.handling.dossiers.rules.packing import MANIFEST, findings
from tongban.registers.documents import shelf

TOOL = Path(__file__).parents[5] / "tools" / "verify_dossier.py"


def verified(content: bytes, folder: Path, *more: str) -> tuple[int, str]:
    path = folder / "dossier.zip"
    path.write_bytes(content)
    done = subprocess.run([sys.executable, str(TOOL), str(path), *more], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def altered(content: bytes, name: str, new: bytes | None) -> bytes:
    """The package with one member changed, or taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as fresh:
        for member in old.namelist():
            if member != name:
                fresh.writestr(member, old.read(member))
        if new is not None:
            fresh.writestr(name, new)
    return out.getvalue()


def test_a_package_is_sound_for_whoever_holds_it(walked, tmp_path):
    made = package(walked.case, until=after(11), purpose="行政复议")
    code, said = verified(made.content, tmp_path, "--root", made.root.hex())
    assert (code, "没有发现问题" in said) == (0, True), said
    names = zipfile.ZipFile(io.BytesIO(made.content)).namelist()
    assert {"metadata.json", "form.json", "list.json", "process.json", "snapshot.json"} <= set(names)
    assert sum(name.startswith("papers/") and name.endswith(".pdf") for name in names) >= 6
    assert sum(name.startswith("materials/") for name in names) == 4
    assert list(findings(io.BytesIO(made.content), root=made.root)) == []


@pytest.fixture
def may_be_promised() -> Iterator[None]:
    """The published list names every matter; what was bound is bound again afterwards."""
    before = list(promises.BOUND)
    promises.BOUND[:] = []
    yield
    promises.BOUND[:] = before


@pytest.mark.req("R-144")
@pytest.mark.usefixtures("may_be_promised")
def test_the_promise_that_was_signed_on_paper_is_in_the_package(cast):
    wangfang = cast("wangfang")
    with listed(**promising()):
        scan = stored_file(wangfang, "承诺书.pdf")
        asked = replace(at_the_window(cast("liqiang"), wangfang), promise_paper=scan.pk)
        number = lodge(asked, by=wangfang, at=after(0)).opening.number
        case = Case.objects.select_related("applicant", "agency").get(number=number)
        made = package(case, until=after(1), purpose="行政复议")
    assert "promise/01-承诺书.pdf" in zipfile.ZipFile(io.BytesIO(made.content)).namelist()
    assert list(findings(io.BytesIO(made.content), root=made.root)) == []


def test_the_same_instant_gives_the_same_package(walked):
    made = [package(walked.case, until=after(4), purpose="行政诉讼") for _ in range(2)]
    assert made[0].root == made[1].root
    assert made[0].content == made[1].content


def test_an_alteration_anywhere_is_named(walked, tmp_path):
    made = package(walked.case, until=after(11), purpose="行政复议")
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive_file:
        contents = {name: archive_file.read(name) for name in archive_file.namelist()}
    for name, content in contents.items():
        changed = altered(made.content, name, content[:-1] + bytes([content[-1] ^ 1]))
        code, said = verified(changed, tmp_path, "--root", made.root.hex())
        assert code in (1, 2), (name, said)
        if name not in (MANIFEST, "signature.json"):
            assert list(findings(io.BytesIO(changed), root=made.root)) == [f"内容被改动：{name}"]
    for changed in (altered(made.content, "form.json", None), altered(made.content, "more.txt", b"x")):
        assert verified(changed, tmp_path)[0] == 1
        assert len(list(findings(io.BytesIO(changed), root=made.root))) == 1


def test_what_is_no_package_is_said_to_be_none(tmp_path):
    for content in (b"", b"PK\x03\x04", b"\x00" * 1000):
        assert list(findings(io.BytesIO(content)))
        assert verified(content, tmp_path)[0] == 2


def test_an_export_is_on_record_before_it_leaves(walked, cast):
    made = export_evidence(walked.case, until=after(11), purpose="行政复议", by=cast("chenli"), at=after(12))
    read, export = Entry.objects.filter(verb__in=["read", "export"]).order_by("-pk")[:2][::-1]
    assert (read.about, read.facts["purpose"]) == (f"party:{walked.case.applicant_id}", "行政复议")
    assert (export.facts["root"], export.about) == (made.root.hex(), walked.case.chain)


@pytest.mark.parametrize(
    ("login", "purpose", "days", "refusal"),
    [("wangfang", "行政复议", 1, NotYours), ("chenli", "看看", 1, Invalid), ("chenli", "行政复议", 30, Invalid)],
)
def test_an_export_needs_a_post_a_purpose_and_a_past_instant(walked, cast, login, purpose, days, refusal):
    with pytest.raises(refusal):
        export_evidence(walked.case, until=after(days), purpose=purpose, by=cast(login), at=after(12))


def test_a_case_under_way_is_not_archived(cast):
    with pytest.raises(NotNow, match="还没有办结"):
        archive(accepted(cast), at=after(3))


@pytest.mark.req("R-131")
def test_the_term_and_its_ground_stand_in_the_package_and_cannot_be_changed_there(walked, tmp_path):
    kept = archive(walked.case, at=after(12))
    assert (kept.retention, kept.retain_until) == ("永久", None)
    whole = shelf.place_of(bytes(kept.content)).read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as package_file:
        metadata = json.loads(package_file.read("metadata.json"))
    assert (metadata["保管期限"], metadata["保管期限届满日"]) == ("永久", "")
    assert "DA/T 85" in metadata["保管期限依据"]
    shorter = json.dumps(metadata | {"保管期限": "10年"}, ensure_ascii=False).encode()
    changed = altered(whole, "metadata.json", shorter)
    assert list(findings(io.BytesIO(changed), root=bytes(kept.root))) == ["内容被改动：metadata.json"]
    assert verified(changed, tmp_path, "--root", bytes(kept.root).hex())[0] == 1
    assert verified(whole, tmp_path, "--root", bytes(kept.root).hex())[0] == 0


@pytest.mark.req("R-131")
def test_what_is_over_is_due_for_appraisal_and_stays(walked):
    kept = archive(walked.case, at=after(12))
    ArchiveRecord.objects.filter(pk=kept.pk).update(retention="10年", retain_until=date(2036, 12, 31))
    assert list(slips.due_for_appraisal(on=date(2036, 12, 31))) == []
    assert [each.pk for each in slips.due_for_appraisal(on=date(2037, 1, 1))] == [kept.pk]
    figures = slips.archive_figures(on=date(2037, 1, 1))
    assert (figures["ten"], figures["over"]) == (1, 1)


def test_ended_cases_are_archived_once_and_kept_for_ever_when_granted(walked):
    assert jobs.archive_ended(at=after(10, 12)) == 0, "a day must have passed"
    assert jobs.archive_ended(at=after(12)) == 1
    assert jobs.archive_ended(at=after(12)) == 0
    kept = ArchiveRecord.objects.get(case=walked.case)
    assert (kept.retention, archive(walked.case, at=after(13)).pk) == ("永久", kept.pk)
    assert shelf.place_of(bytes(kept.content)).stat().st_size == kept.size


def test_a_package_that_was_touched_on_the_shelf_is_found(walked):
    jobs.archive_ended(at=after(12))
    kept = ArchiveRecord.objects.get(case=walked.case)
    assert check_archive(kept, at=after(13)) == ""
    place = shelf.place_of(bytes(kept.content))
    whole = place.read_bytes()
    place.write_bytes(altered(whole, "form.json", b"{}"))
    assert jobs.check_archives(at=after(200)) == 1
    kept.refresh_from_db()
    assert kept.finding == "内容被改动：form.json"
    place.write_bytes(whole)
    assert check_archive(kept, at=after(201)) == ""
    assert list(Entry.objects.filter(chain=f"archive:{kept.number}").values_list("verb", flat=True)) == [
        "find_unsound",
        "find_sound",
    ]
