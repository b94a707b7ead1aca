"""The probe of PDF files: structure, pages, encryption, and anything that acts by itself."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf

MAX_PAGES = 200
HEAD = 1024
FOREIGN = (b"<html", b"<script", b"<svg", b"<?php", b"<!doctype")
ACTIVE_KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/RichMedia", "/XFA"}
ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie"}
HARMLESS_ON_OPENING = "/GoTo"
DEEPEST = 50

Answer = tuple[dict[str, Any], bytes]


def probe(content: bytes) -> Answer:
    """Faults of a PDF, or its number of pages."""
    if is_two_things(content):
        return {"faults": ["polyglot"]}, b""
    if b"%%EOF" not in content[-HEAD:]:
        return {"faults": ["truncated"]}, b""
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            return look(document), b""
    except pikepdf.PasswordError:
        return {"faults": ["encrypted"]}, b""


def look(document: pikepdf.Pdf) -> dict[str, Any]:
    """What is in the opened document."""
    if document.is_encrypted:
        return {"faults": ["encrypted"]}
    pages = len(document.pages)
    faults = []
    if not pages:
        faults.append("unreadable")
    if pages > MAX_PAGES:
        faults.append("too_many_pages")
    if acts_on_opening(document) or any(is_active(each) for each in dictionaries(document)):
        faults.append("active")
    return {"faults": faults, "pages": pages}


def is_two_things(content: bytes) -> bool:
    """Is it a web page or an archive as well (一个文件两种身份)? Nothing but blanks may follow the last %%EOF."""
    head = content[:HEAD].lower()
    after = content[content.rfind(b"%%EOF") + 5 :] if b"%%EOF" in content else b""
    return any(each in head for each in FOREIGN) or bool(after.strip(b" \t\r\n\0\x1a")) or is_archive(content)


def is_archive(content: bytes) -> bool:
    return b"PK\x05\x06" in content[-66000:] and zipfile.is_zipfile(io.BytesIO(content))


def acts_on_opening(document: pikepdf.Pdf) -> bool:
    """Does it do something when it is opened, other than going to a page?"""
    action = document.Root.get("/OpenAction")
    return isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) != HARMLESS_ON_OPENING


def is_active(found: Any) -> bool:
    return not ACTIVE_KEYS.isdisjoint(found.keys()) or str(found.get("/S", "")) in ACTIVE_ACTIONS


def dictionaries(document: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary in the file, the nested ones too; references are not followed, so that nothing is seen twice."""
    waiting: list[tuple[Any, int]] = [(each, 0) for each in document.objects] + [(document.trailer, 0)]
    while waiting:
        each, depth = waiting.pop()
        if depth > DEEPEST:
            raise RecursionError("nested too deeply")
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield each
            inner = [each[key] for key in each.keys()]  # noqa: SIM118 - a PDF object iterates otherwise
        elif isinstance(each, pikepdf.Array):
            inner = list(each)
        else:
            continue
        waiting += [
            (child, depth + 1)
            for child in inner
            if isinstance(child, pikepdf.Dictionary | pikepdf.Array) and not child.is_indirect
        ]
