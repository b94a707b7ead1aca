"""Files that come with a form (随表单带来的文件): uploaded before as they were chosen, or in this very request."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from tongban.foundation.kernel.actors import Actor
from tongban.registers.documents.commands import store
from tongban.registers.documents.models import StoredFile
from tongban.registers.documents.queries import uploaded_by

MOST = 20


@dataclass(frozen=True, slots=True)
class Brought:
    """What came for one place of the form, in its order; only one's own, and free."""

    files: Sequence[StoredFile] = ()

    @property
    def ids(self) -> list[UUID]:
        return [each.pk for each in self.files]


def brought(request: HttpRequest, codes: Iterable[str], *, by: Actor, at: datetime) -> dict[str, Brought]:
    """The files for each code: named by hidden fields, and those that a browser without scripts sends along.

    One statement, and what storing takes; `Invalid` when a file is no good.
    """
    gone = request.POST.get("remove", "")[:40]
    named = {code: [key for key in _keys(request, code) if str(key) != gone] for code in codes}
    rows = uploaded_by(by).filter(pk__in=[key for keys in named.values() for key in keys], holder="")
    own = {each.pk: each for each in rows} if any(named.values()) else {}
    found = {code: [own[key] for key in keys if key in own] for code, keys in named.items()}
    for code, files in found.items():
        for each in request.FILES.getlist(f"upload-{code}")[:MOST]:
            if isinstance(each, UploadedFile):
                files.append(store(each.read(), name=each.name or "", by=by, at=at))
    return {code: Brought(files) for code, files in found.items()}


def _keys(request: HttpRequest, code: str) -> list[UUID]:
    keys = []
    for text in request.POST.getlist(f"file-{code}")[:MOST]:
        try:
            keys.append(UUID(text[:40]))
        except ValueError:
            continue
    return keys
