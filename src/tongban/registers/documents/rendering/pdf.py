"""Documents on paper (版式文件): PDF/A-2b, set by typst from the sheet's data, with fonts of our own."""

import threading
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec
import typst

from tongban.foundation.kernel.clock import LOCAL
from tongban.registers.documents.models import OfficialDocument

from .forms import FormSheet
from .sheet import Sheet, qr_svg, sheet_of

_HERE = Path(__file__).parent
FONTS = _HERE.parent / "fonts"
ARCHIVAL: Literal["a-2b"] = "a-2b"
_one_at_a_time = threading.Lock()


def render_pdf(document: OfficialDocument, *, base_url: str) -> bytes:
    """A document as an A4 paper (打印版). The same document gives the same bytes, whenever and wherever it is set."""
    return _set("paper.typ", document, sheet_of(document, base_url=base_url))


def render_as_issued(document: OfficialDocument, *, base_url: str) -> bytes:
    """The A4 paper as it was on the day of issue, even if the document was voided since."""
    return _set("paper.typ", document, replace(sheet_of(document, base_url=base_url), is_void=False))


def render_slip(document: OfficialDocument, *, base_url: str) -> bytes:
    """A document as a slip of 80 mm width (热敏小票), as long as it needs; black only."""
    return _set("slip.typ", document, sheet_of(document, base_url=base_url))


def render_form(sheet: FormSheet, *, on: date) -> bytes:
    """An application form to fill in by hand, or its sample, on A4 (空白表、样表); `on` is the day of the edition."""
    data = msgspec.json.encode(asdict(sheet) | {"qr": qr_svg(sheet.address)}).decode()
    issued = int(datetime(on.year, on.month, on.day, tzinfo=LOCAL).timestamp())
    with _one_at_a_time:
        return _compile("form.typ", data, issued, None)


def _set(form: str, document: OfficialDocument, sheet: Sheet) -> bytes:
    return set_form(_HERE / form, asdict(sheet) | {"qr": qr_svg(sheet.verify_url)}, at=document.issued_at)


def set_form(form: Path, plain: Mapping[str, Any], *, at: datetime) -> bytes:
    """Set a form (版式). People's words reach typst as JSON data, never as markup: nothing in them can be a command.

    `at` is the instant that the file says it was made; the same words and instant give the same bytes.
    """
    data, made_at = msgspec.json.encode(plain).decode(), int(at.timestamp())
    with _one_at_a_time:
        try:
            return _compile(str(form), data, made_at, ARCHIVAL)
        except typst.TypstError:  # PDF/A forbids a character that no font of ours has; print it as an empty box
            return _compile(str(form), data, made_at, None)


def _compile(form: str, data: str, made_at: int, standard: Literal["a-2b"] | None) -> bytes:
    made = _compiler(form).compile(format="pdf", sys_inputs={"data": data}, pdf_standards=standard, timestamp=made_at)
    assert isinstance(made, bytes), "one PDF holds all pages"
    return made


@lru_cache(maxsize=4)
def _compiler(form: str) -> typst.Compiler:
    """The compiler of a form, warm with its fonts; it is not safe for two threads at once."""
    place = _HERE / form
    return typst.Compiler(
        place, root=place.parent, font_paths=[FONTS], ignore_system_fonts=True, sys_inputs={"data": "{}"}
    )
