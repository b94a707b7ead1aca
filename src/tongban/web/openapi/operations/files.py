"""Files for an application (上传材料): what a file is, its bytes decide."""

import hashlib

from django.http import HttpRequest, HttpResponse
from ninja import File, Router
from ninja.files import UploadedFile

from tongban.foundation.kernel.clock import now
from tongban.registers.documents.commands import store
from tongban.registers.documents.rules.files import MAX_SIZE
from tongban.registers.parties.scopes import Scope
from tongban.web.openapi.answers import answer
from tongban.web.openapi.callers import caller_of
from tongban.web.openapi.once import once
from tongban.web.openapi.problems import TooLarge
from tongban.web.openapi.routes import operation
from tongban.web.openapi.shapes import told

router = Router(tags=["材料"])


@operation(
    router,
    "POST",
    "/files",
    name="api-upload",
    summary="上传材料文件",
    description="multipart/form-data，字段名 file。PDF、图片、Office文件，一个不超过20MB。"
    "文件是什么由内容决定，不看文件名。得到的 id 在提交申请或者补正时使用。",
    shape=told.StoredFile,
    status=201,
    scope=Scope.FILES_WRITE,
)
def upload(request: HttpRequest, file: File[UploadedFile]) -> HttpResponse:
    """Take in a file."""
    caller, at = caller_of(request), now()
    if (file.size or 0) > MAX_SIZE:
        raise TooLarge()
    content = file.read()
    name = file.name or ""

    def stored() -> HttpResponse:
        kept = store(content, name=name, by=caller.actor, at=at)
        plain = {
            "id": str(kept.pk),
            "name": kept.name,
            "media_type": kept.media_type,
            "size": kept.size,
            "sha256": kept.digest,
            "pages": kept.pages,
        }
        return answer(plain, 201)

    body = hashlib.sha256(content).digest() + name.encode("utf-8", "replace")
    return once(request, caller.owner, body, stored, at=at)
