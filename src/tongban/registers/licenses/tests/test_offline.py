"""A licence's file is checked without a network, by a program that shares no code with this one."""

import json
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.signing import Suite, rotate
from tongban.registers.documents.sealing import ofd, package
from tongban.registers.documents.sealing.pdf import write_pdf
from tongban.registers.documents.sealing.provider import BOUND
from tongban.registers.licenses.commands import Content, change, make_files, revoke
from tongban.registers.licenses.models import LicenseFile
from tongban.registers.licenses.queries import content_of
from tongban.registers.licenses.queries.bulletins import bulletin_file, trust_file
from tongban.registers.licenses.queries.files import page_of
from tongban.registers.licenses.rules.bulletins import LASTS, bulletin, trust_list
from tongban.registers.licenses.rules.copies import LASTS as COPY_LASTS
from tongban.registers.licenses.rules.copies import Taken, annotated, last_day

from .cast import AT, FACE, TERM

TOOL = Path(__file__).resolve().parents[5] / "tools" / "verify_license.py"
pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="the openssl program is not installed")


@pytest.fixture
def desk(given, settings, tmp_path):
    """A licence with its two files, and a folder with the lists."""
    settings.DATA = tmp_path / "data"
    made = given()
    make_files(made.editions.get(), base_url="https://example.invalid", at=AT)
    for each in LicenseFile.objects.filter(edition__license=made):
        (tmp_path / f"face.{each.kind}").write_bytes(content_of(each))
    write_lists(tmp_path)
    return tmp_path, made


def write_lists(folder: Path) -> None:
    (folder / "list").write_bytes(bulletin_file(at=AT))
    (folder / "trust").write_bytes(trust_file())


def told(folder: Path, name: str, *, at=AT, with_list: bool = True) -> tuple[int, str]:
    words = [sys.executable, "-I", str(TOOL), name, "--trust", "trust", "--at", at.isoformat()]
    words += ["--list", "list"] if with_list else []
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False, env={"PATH": "/usr/bin:/bin"})
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout.decode()


@pytest.mark.req("R-127", "R-131")
@pytest.mark.parametrize("name", ["face.pdf", "face.ofd"])
def test_a_file_is_verified_without_a_network(desk, cast, name):
    folder, made = desk
    code, words = told(folder, name)
    assert (code, made.identifier in words, "不在失效名单里" in words) == (0, True, True)
    assert told(folder, name, with_list=False)[0] == 3
    assert told(folder, name, at=AT + LASTS + timedelta(hours=1))[0] == 3
    change(made, content=Content(FACE | {"premises": "别处"}, TERM), reason="搬家", by=cast("zhaomin"), at=AT)
    write_lists(folder)
    assert "已有新版本" in told(folder, name)[1]
    revoke(made, ground="行政许可法 第六十九条", reason="骗取", by=cast("chenli"), at=AT)
    write_lists(folder)
    assert told(folder, name)[0] == 1
    assert "现在无效" in told(folder, name)[1]


@pytest.mark.req("R-131")
@pytest.mark.parametrize("name", ["face.pdf", "face.ofd"])
def test_altered_files_and_lists_are_found_without_a_network(desk, name):
    folder, _ = desk
    content = (folder / name).read_bytes()
    for place in (700, len(content) // 2, len(content) - 40):
        (folder / name).write_bytes(content[:place] + bytes((content[place] ^ 1,)) + content[place + 1 :])
        assert told(folder, name)[0] in (1, 2)
    for changed in disguised(content, name):
        (folder / name).write_bytes(changed)
        assert told(folder, name)[0] in (1, 2)
    (folder / name).write_bytes(content)
    lists = json.loads((folder / "list").read_text())
    (folder / "list").write_text(json.dumps(lists | {"body": lists["body"].replace('"format":1', '"format": 1')}))
    assert told(folder, name)[0] == 2
    (folder / "trust").write_bytes(trust_list([]))
    assert told(folder, name)[0] == 2


@pytest.mark.req("R-129", "R-131")
def test_a_copy_for_one_case_is_told_as_such_and_ends_without_a_network(desk):
    folder, made = desk
    edition = made.editions.get()
    taken = Taken("市政管局", "王芳", "62020026000000016", "办理样例", made.issuer.name, AT)
    copy = annotated(edition.identifier, taken, until=last_day(local_day(AT), edition.valid_to))
    page, signer = page_of(edition, base_url="https://example.invalid"), BOUND[0].signer(Suite.INTL, at=AT)
    (folder / "copy.pdf").write_bytes(write_pdf(page, picture=BOUND[0].picture(), by=signer, copy=copy))
    code, words = told(folder, "copy.pdf")
    assert (code, "是加注件" in words, made.identifier in words) == (0, True, True)
    code, words = told(folder, "copy.pdf", at=AT + COPY_LASTS + timedelta(days=1))
    assert (code, "以后失效" in words) == (1, True)


def disguised(content: bytes, name: str) -> list[bytes]:
    """Bytes that no signature covers: behind the end; in a comment of the archive; in its list of signatures."""
    found = [content + b"\n", content + b"\n%%EOF\n"]
    if name.endswith("pdf"):
        end = content.index(b">", content.index(b"/Contents <"))  # the last of the zeros that fill the place up
        return [*found, content[: end - 1] + b"1" + content[end:]]
    members = package.unpack(content)
    listed = members[ofd.SIGNATURES].replace(b"<ofd:MaxSignId>1", b"<ofd:MaxSignId>2")
    commented = content[:-2] + b"\x01\x00x"
    return [
        *found,
        commented,
        package.pack(members | {ofd.SIGNATURES: listed}),
        content.replace(b"\x21\x00", b"\x22\x00", 1),
    ]


def test_the_list_names_no_identifier_in_the_clear():
    told = bulletin(["1.2.3"], ["1.2.4"], salt="s", at=AT)
    assert "1.2.3" not in repr(told.ended)
    assert told.number == int(AT.timestamp())
    assert told.next_update - told.this_update == LASTS


def test_lists_of_an_older_key_hold_after_a_rotation(desk):
    folder, _ = desk
    before = (folder / "list").read_bytes()
    rotate(at=AT)
    write_lists(folder)
    (folder / "list").write_bytes(before)
    assert told(folder, "face.ofd")[0] == 0
