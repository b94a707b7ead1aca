"""The form on paper: every field blank, a sample that is plainly made up, real PDFs (R-089)."""

import io
import re

import pikepdf
import pytest

from tongban.foundation.kernel.codes import check
from tongban.registers.catalog.forms import form_sheet, is_made_of_the_form, title_of
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.tests.samples import CITY, guides_of
from tongban.registers.documents.rendering.pdf import render_form

ADDRESS = "https://tongban.example/items/1/begin"
NUMBERS = re.compile(r"[0-9A-Z]{15,}")


@pytest.fixture(scope="module")
def guides():
    return [each for each in guides_of(read_items(CITY / "items")) if each.option.form]


@pytest.mark.req("R-089")
def test_every_matter_with_a_form_has_a_blank_one_with_every_field_and_a_sample(guides):
    assert len(guides) > 50
    for each in guides:
        blank, sample = (form_sheet(each, is_sample=made, address=ADDRESS) for made in (False, True))
        labels = [line.label for group in blank.groups for line in group.lines]
        assert sorted(labels) == sorted(field.label for field in each.option.form)
        assert all(not line.value for group in blank.groups for line in group.lines)
        assert all(line.value or line.choices for group in sample.groups for line in group.lines)
        assert sample.title.endswith("（样表）")


def test_no_number_in_a_sample_could_be_anybodys(guides):
    for each in guides:
        sheet = form_sheet(each, is_sample=True, address=ADDRESS)
        said = [line.value for group in sheet.groups for line in group.lines]
        for number in NUMBERS.findall(" ".join(said)):
            assert not check("id_card", number).valid
            assert not check("uscc", number).valid


@pytest.mark.req("R-089")
def test_the_paper_is_a_pdf_and_the_same_one_every_time(guides):
    found = next(each for each in guides if each.basic_code == "000131024000")
    assert title_of(found.option) == "食品经营许可申请书"
    assert any(is_made_of_the_form(found.option, each.code) for each in found.option.materials)
    for is_sample in (False, True):
        sheet = form_sheet(found, is_sample=is_sample, address=ADDRESS)
        made = render_form(sheet, on=found.effective_on)
        assert made == render_form(sheet, on=found.effective_on)
        with pikepdf.open(io.BytesIO(made)) as document:
            assert 1 <= len(document.pages) <= 2
