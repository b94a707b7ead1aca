"""The verdict on a file: whole, altered, signed by somebody unknown, or nothing that can be read."""

import base64
import io
import os
import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tongban.foundation.kernel.signing import rotate
from tongban.registers.documents.sealing import cms, ofd, package
from tongban.registers.documents.sealing.provider import TestProvider
from tongban.registers.documents.sealing.verdicts import Standing, _tree, verify_file

from . import cast

MUTATIONS = int(os.environ.get("TONGBAN_MUTATIONS", "300"))
KINDS = pytest.mark.parametrize("kind", ["pdf", "ofd"])


@KINDS
@pytest.mark.req("R-127", "R-131")
def test_a_file_as_it_was_made_is_whole_and_names_its_licence(files, kind):
    made, trusted = files
    found = verify_file(made[kind], trusted=trusted)
    assert found.standing is Standing.WHOLE
    assert (found.kind, found.identifier) == (kind, cast.IDENTIFIER)
    assert "无法律效力" in found.signer


@KINDS
@pytest.mark.req("R-128")
def test_a_signer_who_is_not_on_the_trust_list_cannot_be_verified(files, own_keys, kind):
    made, trusted = files
    foreign = {"pdf": cast.pdf, "ofd": cast.ofd}[kind]()
    assert verify_file(foreign, trusted=trusted).standing is Standing.UNKNOWN_SIGNER
    assert verify_file(made[kind], trusted={}).standing is Standing.UNKNOWN_SIGNER
    both = {**trusted, **TestProvider().trusted()}
    assert verify_file(foreign, trusted=both).is_whole


def test_a_file_signed_before_a_rotation_is_still_whole(own_keys):
    old = cast.ofd()
    rotate(at=cast.AT)
    trusted = TestProvider().trusted()
    assert verify_file(old, trusted=trusted).is_whole
    assert verify_file(cast.ofd(), trusted=trusted).is_whole


@KINDS
@pytest.mark.req("R-131")
def test_no_altered_file_is_whole_and_none_makes_the_reader_stumble(files, kind):
    made, trusted = files
    dice = random.Random(20261123)
    for _ in range(MUTATIONS):
        changed = mutated(made[kind], dice)
        if changed != made[kind]:
            assert not verify_file(changed, trusted=trusted).is_whole


@KINDS
def test_every_bit_of_the_signature_itself_counts(files, kind):
    made, trusted = files
    content = made[kind]
    start = content.index(b"/Contents <") if kind == "pdf" else content.index(b"SignedValue.dat")
    for place in range(start, min(len(content), start + 2600), 3):
        for turned in (1, 32, 128):
            changed = content[:place] + bytes((content[place] ^ turned,)) + content[place + 1 :]
            assert not verify_file(changed, trusted=trusted).is_whole


@KINDS
@pytest.mark.req("R-131")
def test_what_is_put_behind_a_signed_file_is_told_as_a_change(files, kind):
    made, trusted = files
    for more in (b"\n", b"\n%%EOF\n", bytes(40)):
        assert verify_file(made[kind] + more, trusted=trusted).standing is Standing.ALTERED


@pytest.mark.req("R-131")
def test_an_archive_with_a_comment_another_date_or_a_field_more_is_altered(files):
    made, trusted = files
    for changed in rewrapped(made["ofd"]):
        assert verify_file(changed, trusted=trusted).standing in (Standing.ALTERED, Standing.UNREADABLE)


def rewrapped(content: bytes) -> list[bytes]:
    """The same members in archives that say more: a comment, a date, an extra field, compressed."""
    members = package.unpack(content)
    found = []
    for comment, date, extra, kind in (
        (b"x", (1980, 1, 1, 0, 0, 0), b"", zipfile.ZIP_STORED),
        (b"", (2026, 1, 1, 0, 0, 0), b"", zipfile.ZIP_STORED),
        (b"", (1980, 1, 1, 0, 0, 0), b"\x99\x99\x00\x00", zipfile.ZIP_STORED),
        (b"", (1980, 1, 1, 0, 0, 0), b"", zipfile.ZIP_DEFLATED),
    ):
        blob = io.BytesIO()
        with zipfile.ZipFile(blob, "w", kind) as archive:
            archive.comment = comment
            for name, each in members.items():
                told = zipfile.ZipInfo(name, date_time=date)
                told.extra, told.compress_type = extra, kind
                archive.writestr(told, each)
        found.append(blob.getvalue())
    return found


@KINDS
def test_nothing_can_be_put_before_behind_or_between(files, kind):
    made, trusted = files
    content = made[kind]
    for place in (0, 10, len(content) // 2, len(content)):
        assert not verify_file(content[:place] + b"\n" + content[place:], trusted=trusted).is_whole
    assert not verify_file(content + content, trusted=trusted).is_whole


def test_the_parts_of_two_files_make_no_third(files, own_keys):
    made, trusted = files
    members = package.unpack(made["ofd"])
    other = package.unpack(cast.ofd())
    for name in members:
        if members[name] != other[name]:
            mixed = package.pack(members | {name: other[name]})
            assert not verify_file(mixed, trusted=trusted).is_whole


def test_a_file_more_or_less_in_the_package_is_found(files):
    made, trusted = files
    members = package.unpack(made["ofd"])
    more = package.pack(members | {"Doc_0/Pages/Page_1/Content.xml": b"<x/>"})
    less = package.pack({name: content for name, content in members.items() if not name.endswith("Code.png")})
    assert verify_file(more, trusted=trusted).standing is Standing.ALTERED
    assert verify_file(less, trusted=trusted).standing is Standing.ALTERED


def test_archives_that_swell_lead_elsewhere_or_expand_entities_are_not_read(files):
    _, trusted = files
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", bytes(30_000_000))
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    hostile = [bomb.getvalue(), b"", b"%PDF-", b"PK\x03\x04", b"%PDF-1.7\n/ByteRange [0 1 2 3]", b"GIF89a"]
    climbing = io.BytesIO()
    with zipfile.ZipFile(climbing, "w") as archive:
        archive.writestr("../../etc/passwd", b"x")
    hostile += [
        climbing.getvalue(),
        package.pack(dict.fromkeys((ofd.SIGNED_VALUE, ofd.SIGNATURE, "OFD.xml"), entities)),
    ]
    for each in hostile:
        assert verify_file(each, trusted=trusted).standing is Standing.UNREADABLE
    assert _tree(entities) is None
    assert verify_file(b"%PDF-" + bytes(cms.MAX_SIZE), trusted=trusted).standing is Standing.UNREADABLE


@hypothesis_settings(deadline=None, max_examples=200)
@given(head=st.sampled_from([b"%PDF-1.7\n/ByteRange [0 20 30 9]\n<", b"PK\x03\x04", b""]), tail=st.binary(max_size=300))
def test_any_bytes_get_a_verdict(head, tail):
    assert not verify_file(head + tail, trusted={}).is_whole


def mutated(content: bytes, dice: random.Random) -> bytes:
    """One change: a bit, a run of bytes, a part cut out, doubled or moved, or the end torn off."""
    place, other = sorted((dice.randrange(len(content)), dice.randrange(len(content))))
    few = min(other, place + dice.randrange(1, 40))
    match dice.randrange(6):
        case 0:
            return content[:place] + bytes((content[place] ^ 1 << dice.randrange(8),)) + content[place + 1 :]
        case 1:
            return content[:place] + dice.randbytes(few - place) + content[few:]
        case 2:
            return content[:place] + content[few:]
        case 3:
            return content[:few] + content[place:]
        case 4:
            return content[:place]
    return content[:place] + base64.b64encode(content[place:few]) + content[few:]
