"""真伪查验 of licences: by identifier and by file, for anybody, with the least that is needed."""

import pytest
import yaml
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tongban.exchange.connectors.foreign_licenses.simulator import SimulatedRegister
from tongban.foundation.kernel.codes import license_identifier
from tongban.registers.licenses.bound import BOUND
from tongban.registers.licenses.commands import make_files, revoke
from tongban.registers.licenses.models import License
from tongban.registers.licenses.queries import content_of
from tongban.registers.licenses.rules.foreign import read_partners
from tongban.registers.licenses.tests.cast import AT, give

PATH = "/verify/license"
STRANGER = "1162990270200003X0"  # on nobody's list


@pytest.fixture
def made(cast) -> License:
    return give(cast)


def file_of(license: License, kind: str) -> bytes:
    edition = license.editions.get()
    make_files(edition, base_url="https://example.invalid", at=AT)
    return content_of(edition.files.get(kind=kind))


def sent(client, content: bytes, name: str) -> str:
    return str(client.post(PATH, {"file": SimpleUploadedFile(name, content)}).content, "utf-8")


@pytest.mark.req("R-127")
def test_anybody_may_verify_an_identifier(browser, made, cast):
    visitor = browser()
    page = visitor.get(PATH, {"identifier": made.identifier.lower()}).content.decode()
    assert "真实有效" in page
    assert "食品经营许可证" in page
    assert "李强" not in page
    assert "样例路" not in page
    revoke(made, ground="行政许可法 第六十九条", reason="骗取", by=cast("chenli"), at=AT)
    page = visitor.get(PATH, {"identifier": made.identifier}).content.decode()
    assert "真实有效" not in page
    assert "撤销" in page


@pytest.mark.req("R-127", "R-131")
@pytest.mark.parametrize("kind", ["pdf", "ofd"])
def test_a_file_is_checked_with_the_register_behind_it(browser, made, kind):
    content = file_of(made, kind)
    page = sent(browser(), content, f"face.{kind}")
    assert "文件完整，签章有效" in page
    assert "真实有效" in page
    assert "无法律效力" in page
    altered = sent(browser(), content[:1000] + b"x" + content[1001:], f"face.{kind}")
    assert "真实有效" not in altered
    assert "签章有效" not in altered


@pytest.mark.req("R-128")
def test_what_this_city_did_not_issue_cannot_be_verified(browser, made):
    kind, issuer = made.identifier.split(".")[5:7]
    strange = license_identifier(kind, issuer, "20990000001", 1)
    answer = browser().get(PATH, {"identifier": strange})
    assert answer.status_code == 404
    assert "核验不了" in answer.content.decode()
    assert "核验不了" in sent(browser(), b"GIF89a", "face.pdf")


def test_a_wrong_identifier_is_told_what_is_wrong_and_kept(browser):
    answer = browser().get(PATH, {"identifier": "1.2.156.3005.2.X"})
    assert answer.status_code == 422
    assert 'value="1.2.156.3005.2.X"' in answer.content.decode()
    assert browser().post(PATH).status_code == 422
    assert browser().get(PATH).status_code == 200
    assert PATH in browser().get("/verify").content.decode()


@pytest.mark.req("R-128")
def test_a_licence_from_elsewhere_is_told_by_its_issuer_or_not_at_all(browser, made, monkeypatch):
    """The trust list's own samples behind a simulated line; the page says that it is one."""
    rows = yaml.safe_load((settings.CITY / "license_partners.yaml").read_bytes())["partners"]
    partners = read_partners(rows)
    [partner] = partners.values()
    samples = rows[0]["samples"]
    monkeypatch.setattr(BOUND, "partners", partners)
    monkeypatch.setattr(BOUND, "lines", {partner.code: SimulatedRegister(partner, samples)})
    visitor = browser()
    page = visitor.get(PATH, {"identifier": samples[0]["identifier"]})
    assert page.status_code == 200
    for words in ("真实有效，由颁发地核验", "和本市的“居民身份证”一样", "不是真的", "样*"):
        assert words in page.content.decode()
    ended = visitor.get(PATH, {"identifier": samples[1]["identifier"]}).content.decode()
    assert "注销" in ended
    assert "真实有效" not in ended
    kind = made.identifier.split(".")[5]
    strange = visitor.get(PATH, {"identifier": license_identifier(kind, STRANGER, "20990000001", 1)})
    assert strange.status_code == 404
    assert "无法核验" in strange.content.decode()
    assert "真实" not in strange.content.decode()
