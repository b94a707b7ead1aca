"""The time machine on a page: what stood at an instant, and the package that is handed out."""

import io
import zipfile

from django.urls import reverse

from tongban.foundation.kernel.clock import LOCAL, now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import receiving

from .test_pages import statements


def test_an_instant_is_chosen_by_its_act_and_shows_what_stood_then(at_desk, received, person):
    case = received("layout_plan")
    receiving.ask_correction(case, items=[], by=person("wangfang"), at=now())
    desk, address = at_desk("zhaomin"), reverse("desk-dossier", args=[case.number])
    assert "待补正" in desk.get(address).content.decode()
    first = Entry.objects.get(chain=case.chain, seq=1).at.astimezone(LOCAL).isoformat()
    then = desk.get(address, {"at": first}).content.decode()
    assert "已收件，待受理" in then
    assert "（那时还没有）" in then
    assert desk.get(address, {"at": "昨天"}).status_code == 200
    assert statements(desk, address) <= 16  # session, case, acts, and the snapshot's own


def test_a_package_is_handed_out_with_a_purpose_only(at_desk, received):
    case = received()
    desk, address = at_desk("zhaomin"), reverse("desk-evidence", args=[case.number])
    refused = desk.post(address, {"purpose": ""})
    assert (refused.status_code, "请选择用途" in refused.content.decode()) == (422, True)
    given = desk.post(address, {"purpose": "监督检查"})
    assert given.headers["Content-Type"] == "application/zip"
    assert "metadata.json" in zipfile.ZipFile(io.BytesIO(given.content)).namelist()
    assert Entry.objects.filter(chain=f"archive:{case.number}", verb="export").count() == 1
    assert at_desk("wangfang").post(address, {"purpose": "监督检查"}).status_code == 403
