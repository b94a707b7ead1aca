import io
import shutil
import subprocess
import time
from datetime import date
from pathlib import Path

import msgspec
import pikepdf
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import ChainableUndefined, Environment, FileSystemLoader
from PIL import Image

from tongban.registers.documents.commands import draft
from tongban.registers.documents.rendering import pdf
from tongban.registers.documents.rendering.pdf import render_pdf, render_slip
from tongban.registers.documents.rendering.sheet import chinese_day, day_with_weekday, qr_svg, sheet_of, typeset
from tongban.registers.documents.rules.papers import DocumentKind, Item

from .cast import AGENCY, AT, CITY, WANG_FANG, body

NOTICE = DocumentKind.CORRECTION_NOTICE
TEMPLATES = Path(__file__).parents[1] / "templates"
HOUSE_TEMPLATES = Path(__file__).parents[3] / "web" / "ui" / "templates"
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="没有 pdftotext(poppler-utils)")


def document(kind=NOTICE, **changes):
    number = f"嘉市监{kind.label[0]}〔2026〕12号"
    return draft(kind, number=number, subject="case:1", body=body(kind, **changes), by=WANG_FANG, at=AT).document()


def words(content: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return "".join(done.stdout.decode().split())


@needs_poppler
@pytest.mark.req("R-036")
def test_a_printed_notice_says_everything():
    text = words(render_pdf(document(), base_url=CITY))
    for said in (
        AGENCY,
        "一次性告知书",
        "嘉市监一〔2026〕12号",
        "李强：",
        "没有标注食品处理区的面积",
        "重新画一张，标注各区域名称和面积",
        "也可以交：手绘图的照片",
        "《食品经营许可和备案管理办法》第十二条",
        "2026年12月3日（星期四）",
        "2026年11月23日",
        "无法律效力",
    ):
        assert said in text


@needs_poppler
@pytest.mark.req("R-039")
def test_a_printed_refusal_tells_ground_and_remedy():
    text = words(render_pdf(document(DocumentKind.DECISION_REFUSE), base_url=CITY))
    for said in ("没有清洗消毒设施", "不符合的条件：具有相应的消毒、洗涤设备", "申请行政复议", "6个月内提起行政诉讼"):
        assert said in text


@needs_poppler
@pytest.mark.parametrize("name", ["龑䶮㛃", "𬭎", "买买提·艾力", "阿卜杜热合曼·阿卜杜克热木·阿卜杜外力" * 3])
def test_rare_characters_and_long_names_are_printed(name):
    assert name in words(render_pdf(document(addressee=name), base_url=CITY))
    assert name in words(render_slip(document(addressee=name), base_url=CITY))


@needs_poppler
@pytest.mark.parametrize("hostile", ['#panic("x")', "$x^2$", "*粗*_斜_", "= 题", "@ref<label>", "\\#{}[]", "//x"])
def test_words_are_printed_and_never_obeyed(hostile):
    changes = {"addressee": hostile, "paragraphs": (hostile,), "contact": (hostile,), "agency": hostile}
    text = words(render_pdf(document(**changes), base_url=CITY))
    assert text.count("".join(hostile.split())) >= 3


@pytest.mark.req("R-045")
@pytest.mark.parametrize("form", ["paper.typ", "slip.typ"])
@pytest.mark.parametrize("kind", [NOTICE, DocumentKind.RECEIPT])
def test_the_qr_on_paper_leads_to_the_verification_page(form, kind):
    one = document(kind)
    sheet = sheet_of(one, base_url=CITY + "/")
    data = msgspec.to_builtins(sheet) | {"qr": qr_svg(sheet.verify_url)}
    pages = pdf._compiler(form).compile(
        format="png", ppi=150, sys_inputs={"data": msgspec.json.encode(data).decode()}, timestamp=0
    )
    assert isinstance(pages, bytes), "one page"
    image = Image.open(io.BytesIO(pages))
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [f"{CITY}/verify/{one.verification_code}"]


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_is_one_archival_page(kind):
    with pikepdf.open(io.BytesIO(render_pdf(document(kind), base_url=CITY))) as made:
        assert len(made.pages) == 1
        assert made.open_metadata().pdfa_status == "2B"
        assert [round(float(each)) for each in made.pages[0].MediaBox] == [0, 0, 595, 842]


def test_a_slip_is_eighty_millimetres_wide():
    with pikepdf.open(io.BytesIO(render_slip(document(DocumentKind.RECEIPT), base_url=CITY))) as made:
        assert float(made.pages[0].MediaBox[2]) == pytest.approx(80 / 25.4 * 72, abs=0.5)


@pytest.mark.parametrize("unprintable", ["😀", "\U00030000", "བོད", "\x07", "\u202e", "\uffff", "\ue000"])
def test_a_character_that_no_font_has_does_not_stop_the_paper(unprintable):
    assert render_pdf(document(addressee=f"李{unprintable}强"), base_url=CITY).startswith(b"%PDF-")


def test_a_hundred_materials_go_over_several_pages():
    items = tuple(
        Item(code=f"m{n}", name=f"材料{n}", problem="缺少", remedy="补交", basis="第十二条") for n in range(100)
    )
    with pikepdf.open(io.BytesIO(render_pdf(document(items=items), base_url=CITY))) as made:
        assert len(made.pages) > 2


def test_the_same_document_is_always_the_same_file():
    one = document()
    first = render_pdf(one, base_url=CITY)
    pdf._compiler.cache_clear()
    assert render_pdf(one, base_url=CITY) == first


def test_a_warm_typesetter_needs_less_than_150_milliseconds():
    render_pdf(document(), base_url=CITY)
    spent = []
    for turn in range(5):
        one = document(addressee=f"李强{turn}")
        begun = time.perf_counter()
        render_pdf(one, base_url=CITY)
        spent.append(time.perf_counter() - begun)
    assert min(spent) < 0.15


def test_dates_are_written_as_official_papers_write_them():
    assert chinese_day(date(2026, 1, 3)) == "2026年1月3日"
    assert day_with_weekday(date(2026, 11, 23)) == "2026年11月23日（星期一）"


@pytest.mark.parametrize(
    ("given_words", "printed"),
    [
        ("缺营业执照，请补交；谢谢!", "缺营业执照，请补交；谢谢！"),
        ("食品经营许可(新办)", "食品经营许可（新办）"),
        ("在10:30到11:00,大厅", "在10:30到11:00，大厅"),
        ("电话:0937-6220101(样例);投诉", "电话：0937-6220101（样例）；投诉"),
        ("f(x), y: z; 1,000", "f(x), y: z; 1,000"),
        ("https://a.b/c?d=1:2", "https://a.b/c?d=1:2"),
        ("李\u202e\x07强", "李强"),
    ],
)
def test_punctuation_beside_chinese_is_full_width(given_words, printed):
    assert typeset(given_words) == printed


@given(st.text("李,;:?!()():,ab 1", max_size=30))
def test_what_is_typeset_stays_as_it_is(given_words):
    once = typeset(given_words)
    assert typeset(once) == once


def on_screen(**changes) -> str:
    environment = Environment(
        loader=FileSystemLoader([TEMPLATES, HOUSE_TEMPLATES]), autoescape=True, undefined=ChainableUndefined
    )
    environment.globals["qr_svg"] = lambda text, title="": f"[{text}]"
    one = document(**changes)
    one.is_void = changes.get("title") == "作废的"
    template = environment.from_string('{% import "documents/paper.html" as papers %}{{ papers.official(sheet) }}')
    return template.render(sheet=sheet_of(one, base_url=CITY))


def test_the_screen_shows_the_same_sheet():
    page = on_screen()
    for shown in ("一次性告知书", "李强：", "没有标注食品处理区的面积", "也可以交：手绘图的照片", f"[{CITY}/verify/"):
        assert shown in page
    assert 'scope="col">哪里不对</th>' in page
    assert "作废" not in page


def test_a_void_document_says_so_on_screen():
    assert "已经作废" in on_screen(title="作废的")


def test_words_on_screen_are_never_markup():
    hostile = "<script>alert(1)</script>"
    item = Item(code="a", name=hostile, problem=hostile, remedy=hostile, basis=hostile)
    assert "<script" not in on_screen(addressee=hostile, paragraphs=(hostile,), items=(item,))
