"""Editions as files (清单下载): the canonical JSON itself, a workbook, and a PDF with numbered pages."""

from .files import MEDIA_TYPES, NotReady, content_of, kept, make_missing

__all__ = ["MEDIA_TYPES", "NotReady", "content_of", "kept", "make_missing"]
