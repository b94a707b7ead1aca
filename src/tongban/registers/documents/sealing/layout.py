"""Where each word of a face stands on an OFD page (版面): millimetres from the upper left corner of A4."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .face import SEAL_BOTTOM_MM, SEAL_LEFT_MM, SEAL_MM, FacePage
from .typeface import BOLD, REGULAR, font

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT, TOP = 25.0, 185.0, 24.0
VALUES = 65.0
FOOT = HEIGHT - SEAL_BOTTOM_MM - SEAL_MM  # where the block with code and seal begins, on the last page
LAST_LINE = HEIGHT - 30.0
SIZE, SMALL, TITLE = 4.23, 3.0, 8.5
LEADING, GAP = 6.6, 3.4
QR_MM = 24.0
_FINE = 2.1
GREY, BLACK = "85 85 85", "0 0 0"


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text: where its upper left corner is, how tall, in which weight and colour."""

    x: float
    y: float
    size: float
    text: str
    is_bold: bool = False
    colour: str = BLACK

    @property
    def face(self) -> Path:
        return BOLD if self.is_bold else REGULAR

    @property
    def steps(self) -> list[float]:
        """How far each letter reaches."""
        return [round(font(self.face).width(each) * self.size, 3) for each in self.text]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page."""

    words: tuple[Words, ...]
    is_last: bool = False

    @property
    def seal(self) -> tuple[float, float, float, float]:
        return (float(SEAL_LEFT_MM), FOOT, float(SEAL_MM), float(SEAL_MM))

    @property
    def qr(self) -> tuple[float, float, float, float]:
        return (LEFT, FOOT + SEAL_MM - QR_MM, QR_MM, QR_MM)


def laid_out(page: FacePage) -> list[Sheet]:
    """The pages of a face; the last one has room for the code and the seal."""
    pages: list[list[Words]] = [[_centred(page.title, 34.0, TITLE)]]
    y = 56.0
    for label, value in page.rows:
        for at, part in enumerate(wrapped(value, RIGHT - VALUES)):
            if y > LAST_LINE:
                pages.append([])
                y = TOP + 10
            if at == 0:
                pages[-1] += [
                    Words(LEFT, y + LEADING * row, SIZE, piece, colour=GREY)
                    for row, piece in enumerate(wrapped(label, VALUES - LEFT - 2))
                ]
            pages[-1].append(Words(VALUES, y, SIZE, part))
            y += LEADING
        y += GAP
    if y > FOOT - GAP:
        pages.append([])
    pages[-1] += _foot(page)
    count = len(pages)
    return [
        Sheet((*_margins(page, number, count), *words), number == count) for number, words in enumerate(pages, start=1)
    ]


def wrapped(text: str, room: float, size: float = SIZE) -> Iterator[str]:
    """A text in lines that fit; it breaks between letters, as Chinese does."""
    for line in text.split("\n"):
        taken, used = "", 0.0
        for letter in line:
            reach = font(REGULAR).width(letter) * size
            if used + reach > room and taken:
                yield taken
                taken, used = "", 0.0
            taken, used = taken + letter, used + reach
        yield taken


def _foot(page: FacePage) -> list[Words]:
    x, y = LEFT + QR_MM + 4, FOOT + SEAL_MM - QR_MM
    address = list(wrapped(page.verify_url, SEAL_LEFT_MM - x - 4, _FINE))
    rows = [Words(x, y + 7 + 3.2 * at, _FINE, part, colour=GREY) for at, part in enumerate(address)]
    sample = Words(x, y + 9 + 3.2 * len(address), 2.8, page.sample, colour=GREY)
    return [Words(x, y, 3.7, "扫码核验真伪", is_bold=True), *rows, sample]


def _margins(page: FacePage, number: int, count: int) -> tuple[Words, Words]:
    return (
        _centred(page.sample, 13.0, SMALL, colour=GREY, is_bold=False),
        _centred(f"第 {number} 页 共 {count} 页", HEIGHT - 16, SMALL, colour=GREY, is_bold=False),
    )


def _centred(text: str, y: float, size: float, *, colour: str = BLACK, is_bold: bool = True) -> Words:
    face = font(BOLD if is_bold else REGULAR)
    reach = sum(face.width(each) for each in text)
    fitting = min(size, (RIGHT - LEFT) / reach) if reach else size
    return Words((WIDTH - reach * fitting) / 2, y, fitting, text, is_bold=is_bold, colour=colour)
