"""The legal basis stands, is named rightly and points to an article (设定依据); pure."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from .listed import Listed, Spot, spot
from .texts import bases

_DRAFT = re.compile(r"征求意见稿|草案|送审稿|讨论稿")
_EDITION = re.compile(r"[（(][^（()）]*(?:修订|修正|年|版|号)[^（()）]*[)）]")
_NEEDS_ARTICLE = re.compile(r"(?<!办)(法|条例)$")


def basis_missing(here: Listed) -> Iterator[Spot]:
    if not any(each.law.strip() for each in here.option.legal_basis):
        yield spot("legal_basis")


def basis_repealed(here: Listed) -> Iterator[Spot]:
    known = _titles(tuple(here.around.repealed.items()))
    for pointer, each in bases(here.option):
        title = bare_title(each.law)
        if title in known:
            instead = known[title]
            said = spot(law=each.law, instead=f"请改引《{instead}》" if instead else "请删去或者换成现行依据").said
            yield Spot(pointer, said)


def basis_is_a_draft(here: Listed) -> Iterator[Spot]:
    for pointer, each in bases(here.option):
        if _DRAFT.search(each.law):
            yield Spot(pointer, spot(law=each.law).said)


def basis_title_in_marks(here: Listed) -> Iterator[Spot]:
    for pointer, each in bases(here.option):
        if each.law.strip().startswith("《") or each.law.count("《") > 1:
            yield Spot(pointer, spot(law=each.law).said)


def basis_without_article(here: Listed) -> Iterator[Spot]:
    """Of laws and regulations as the basis of the whole; told once per option."""
    laws = [
        each.law
        for each in here.option.legal_basis
        if not each.article.strip() and _NEEDS_ARTICLE.search(bare_title(each.law))
    ]
    if laws:
        yield spot("legal_basis", laws="、".join(laws))


@lru_cache(maxsize=1024)
def bare_title(law: str) -> str:
    """The title as it is compared: without marks, country, blanks and the note of an edition."""
    text = unicodedata.normalize("NFKC", law)
    text = _EDITION.sub("", text)
    return "".join(text.split()).strip("《》〈〉").removeprefix("中华人民共和国")


@lru_cache(maxsize=8)
def _titles(repealed: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {bare_title(law): instead for law, instead in repealed}


CHECKS = (basis_missing, basis_repealed, basis_is_a_draft, basis_title_in_marks, basis_without_article)
