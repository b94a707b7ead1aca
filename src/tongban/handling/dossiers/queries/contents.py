"""What goes into a package (案卷内容): metadata, form, list, process, papers, materials, each a file with its path."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.rules import canonical
from tongban.handling.cases.models import Case, Commitment, MaterialFile
from tongban.handling.cases.queries.forms import lodged_form
from tongban.handling.cases.rules.states import Status
from tongban.handling.dossiers.rules.packing import PREFIX, Package, manifest_of, pack, root_of
from tongban.handling.dossiers.rules.retention import Retention
from tongban.handling.dossiers.rules.snapshot import encoded, hash_of
from tongban.registers.catalog.content import encode
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents import shelf
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.queries import pdf_of
from tongban.registers.documents.rules.papers import DocumentKind

from .replay import as_of

_UNSAFE = re.compile(r"[^\w.()（）-]+")


def package(case: Case, *, until: datetime, purpose: str, retention: Retention | None = None) -> Package:
    """The package of a case as it stood at an instant, signed by the city; everything that came later is left out.

    `retention` stands in the metadata of a package that is archived.
    """
    files = dict(_files(case, until, purpose, retention))
    manifest = manifest_of(files)
    root = root_of(manifest)
    signed = {
        "root": root.hex(),
        "signature": vault().sign(PREFIX + root).hex(),
        "keys": {str(number): key.hex() for number, key in vault().public_keys().items()},
    }
    return pack(files, manifest, signed)


def _files(case: Case, until: datetime, purpose: str, retention: Retention | None) -> Iterator[tuple[str, bytes]]:
    snapshot = as_of(case, until)
    guide = guide_of(case.option_version_id)
    told = _metadata(case, until, purpose, hash_of(snapshot), snapshot.status)
    yield "metadata.json", _json(told | (_kept(retention) if retention is not None else {}))
    yield "snapshot.json", encoded(snapshot)
    yield "list.json", encode(guide.option)
    yield "form.json", _json({"answers": case.answers, "form": lodged_form(case)})
    yield "process.json", _json([_entry(each) for each in _entries(case, until)])
    yield from _papers(case, until)
    yield from _promise(case, until)
    yield from _materials(case, {each.sha256 for row in snapshot.materials for each in row.files})


def _metadata(case: Case, until: datetime, purpose: str, snapshot: str, status: str) -> dict[str, Any]:
    guide = guide_of(case.option_version_id)
    return {
        "档号": case.number,
        "题名": f"{case.applicant.name}“{guide.name}”办件",
        "责任者": guide.agency_name,
        "业务办理项编码": case.option_code,
        "清单版本校验值": guide.content_hash,
        "收件时间": _local(case.received_at),
        "截止时间": _local(until),
        "当时状态": Status(status).label,
        "当时画面校验值": snapshot,
        "用途": purpose,
    }


def _kept(retention: Retention) -> dict[str, Any]:
    """How long, from when, why: whoever finds the package without this system knows what to do with it."""
    return {
        "保管期限": retention.label,
        "保管期限起算日": retention.first.isoformat(),
        "保管期限届满日": retention.until.isoformat() if retention.until else "",
        "保管期限依据": retention.basis,
    }


def _entries(case: Case, until: datetime) -> Iterable[Entry]:
    return Entry.objects.filter(chain=case.chain, at__lte=until).order_by("seq")


def _entry(entry: Entry) -> dict[str, Any]:
    """An entry as it was hashed, so that whoever holds the package computes the chain again."""
    hashed: dict[str, Any] = json.loads(canonical(entry.record(), bytes(entry.previous)))
    return hashed | {"hash": bytes(entry.hash).hex()}


def _papers(case: Case, until: datetime) -> Iterator[tuple[str, bytes]]:
    rows = OfficialDocument.objects.filter(subject=case.chain, issued_at__lte=until).order_by("issued_at", "pk")
    for place, row in enumerate(rows, start=1):
        name = f"papers/{place:02d}-{_safe(DocumentKind(row.kind).label)}-{_safe(row.number)}"
        told = {"kind": row.kind, "number": row.number, "body": row.body, "hash": row.content_hash}
        yield f"{name}.json", _json(told)
        yield f"{name}.pdf", pdf_of(row, base_url=settings.PUBLIC_URL)


def _promise(case: Case, until: datetime) -> Iterator[tuple[str, bytes]]:
    """The scan of the promise that was signed on paper, if there is one."""
    for row in Commitment.objects.filter(case=case, signed_at__lte=until, file__isnull=False).select_related("file"):
        assert row.file is not None, "the query asks for those that have one"
        with shelf.take(bytes(row.file.sha256)) as content:
            yield f"promise/01-{_safe(row.file.name)}", content.read()


def _materials(case: Case, wanted: set[str]) -> Iterator[tuple[str, bytes]]:
    """The files that the snapshot names, each from the shelf."""
    rows = MaterialFile.objects.filter(material__case=case).select_related("material", "file").order_by("pk")
    for row in rows:
        if row.file.digest in wanted:
            folder = f"materials/{_safe(row.material.requirement_code)}-{row.material.round}"
            with shelf.take(bytes(row.file.sha256)) as content:
                yield f"{folder}/{row.position:02d}-{_safe(row.file.name)}", content.read()


def _safe(name: str) -> str:
    return _UNSAFE.sub("_", name)[:80].strip(".") or "_"


def _local(at: datetime) -> str:
    return at.astimezone(LOCAL).isoformat(timespec="seconds")


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, default=str).encode()
