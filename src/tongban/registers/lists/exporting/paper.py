"""An edition as a PDF (版式文件): A4 across, heads on every page, page numbers, and a QR to the public page."""

import re
from pathlib import Path

from tongban.registers.documents.rendering.pdf import set_form
from tongban.registers.documents.rendering.sheet import chinese_day, qr_svg, typeset
from tongban.registers.lists.queries.editions import View
from tongban.registers.lists.rules.rows import words

FORM = Path(__file__).with_name("list.typ")
_LONG = re.compile(r"[0-9A-Za-z]{10,}")
_STRETCH = 6
_MAY_BREAK = "\u200b"


def pdf(view: View, *, address: str) -> bytes:
    """The whole list as it is read at `address`; the same edition gives the same bytes."""
    head = view.head
    columns = head.kind.columns
    plain = {
        "title": head.kind.title,
        "institution": head.institution,
        "agency": head.agency,
        "label": head.label,
        "dated": chinese_day(head.dated_on),
        "notice": head.notice_number,
        "about": head.kind.about,
        "source": view.source,
        "count": head.row_count,
        "withheld": head.withheld,
        "hash": head.content_hash,
        "address": address,
        "qr": qr_svg(address),
        "heads": ["序号", *(each.label for each in columns)],
        "shares": [4, *(each.share for each in columns)],
        "rows": [
            [str(ordinal), *(_breakable(typeset(words(row.get(each.key)))) for each in columns)]
            for ordinal, row in enumerate(view.rows, start=1)
        ],
    }
    return set_form(FORM, plain, at=head.published_at)


def _breakable(text: str) -> str:
    """Long codes may go over to the next line, so that they stay in their column."""
    return _LONG.sub(
        lambda found: _MAY_BREAK.join(found[0][at : at + _STRETCH] for at in range(0, len(found[0]), _STRETCH)), text
    )
