import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from tongban.foundation.kernel.errors import Invalid
from tongban.registers.documents.rules import files
from tongban.registers.documents.rules.files import inspect
from tongban.registers.documents.rules.names import clean_name, extension_of

from . import samples

MUTATED = settings(max_examples=20, deadline=None)


@pytest.mark.parametrize("name", samples.GOOD)
def test_an_honest_file_is_taken(name):
    facts = inspect(samples.GOOD[name], name)
    assert facts.name == name
    assert facts.content


@pytest.mark.parametrize("what", samples.BAD)
def test_a_hostile_or_useless_file_is_declined_in_words(what):
    name, content, code = samples.BAD[what]
    with pytest.raises(Invalid) as declined:
        inspect(content, name)
    fault = declined.value.faults[0]
    assert fault.code == code
    assert f"“{clean_name(name)}”" in fault.message, "the message names the file"
    assert "请" in fault.message or "可以" in fault.message, "the message says what to do"


def test_there_are_enough_hostile_files():
    assert len(samples.BAD) >= 40


def test_facts_tell_pages_and_type():
    facts = inspect(samples.pdf(7), "a.pdf")
    assert (facts.pages, facts.media_type) == (7, "application/pdf")


def test_a_photo_is_turned_upright_and_forgets_where_it_was_taken():
    facts = inspect(samples.photo_with_place(), "a.jpg")
    assert (facts.width, facts.height) == (240, 300)
    assert b"SecretCamera" not in facts.content
    assert b"hidden words" not in facts.content
    with Image.open(io.BytesIO(facts.content)) as kept:
        assert kept.size == (240, 300)
        assert not kept.getexif()


def test_a_screenshot_forgets_its_words_too():
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "SecretName")
    facts = inspect(samples.picture(pnginfo=words), "a.png")
    assert b"SecretName" not in facts.content


def test_what_stands_behind_the_end_of_a_photo_is_dropped():
    facts = inspect(samples.picture("JPEG") + b"<script>alert(1)</script>", "a.jpg")
    assert b"script" not in facts.content


def test_the_see_through_parts_of_a_picture_stay():
    facts = inspect(samples.picture(mode="RGBA"), "a.png")
    with Image.open(io.BytesIO(facts.content)) as kept:
        assert kept.getpixel((5, 5)) == (0, 0, 0, 0)


def test_fifty_megapixels_pass_within_the_bounds_of_the_cell():
    facts = inspect(samples.picture("JPEG", (8000, 6200), mode="L"), "a.jpg")
    assert (facts.width, facts.height) == (8000, 6200)


def test_a_probe_that_never_ends_is_an_answer_too(monkeypatch, tmp_path):
    for name, lines in {"hang": "import time; time.sleep(60)", "die": "import os; os.abort()"}.items():
        cell = tmp_path / f"{name}.py"
        cell.write_text(lines)
        monkeypatch.setattr(files, "_CELL", cell)
        monkeypatch.setattr(files, "PATIENCE", 0.5)
        with pytest.raises(Invalid) as declined:
            inspect(samples.pdf(), "a.pdf")
        assert declined.value.faults[0].code == "too_hard"


@pytest.mark.parametrize("name", ["材料.pdf", "照片.jpg", "截图.png", "申请书.docx"])
@MUTATED
@given(data=st.data())
def test_a_valid_file_with_bytes_changed_is_taken_or_declined_but_never_crashes(name, data):
    content = bytearray(samples.GOOD[name])
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.none(), st.integers(1, len(content))))
    taken_or_declined(bytes(content[:cut]), name)


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=300), name=st.text(max_size=300))
def test_noise_under_any_name_is_declined(content, name):
    taken_or_declined(content, name)


def taken_or_declined(content: bytes, name: str) -> None:
    with suppress(Invalid):
        assert inspect(content, name).content


@given(st.text(st.characters(), max_size=400))
def test_a_clean_name_is_short_plain_and_stays_the_same(given_name):
    name = clean_name(given_name)
    assert 0 < len(name) <= 120
    assert not set(name) & set('/\\\0\n<>:"|?*\u202e')
    assert clean_name(name) == name
    name.encode()


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("C:\\Users\\李强\\身份证.jpg", "身份证.jpg"),
        ("../../etc/passwd", "passwd"),
        ("  租赁 合同 .pdf ", "租赁 合同.pdf"),
        ("龑䶮·买买提.png", "龑䶮·买买提.png"),
        ("a\u202egpj.exe", "agpj.exe"),
        (".htaccess", "htaccess"),
        ("", "未命名"),
        ("…/", "未命名"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_names_are_cleaned(given_name, kept):
    assert clean_name(given_name) == kept


def test_the_extension_is_what_follows_the_last_dot():
    assert extension_of("a.tar.GZ") == "gz"
    assert extension_of("没有后缀") == ""
