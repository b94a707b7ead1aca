"""Files (材料): taken in, kept, handed over to what they belong to, copied, compared with their originals."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import BinaryIO
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Q, Sum

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours, TooMany
from tongban.foundation.ledger.commands import record
from tongban.registers.documents import shelf
from tongban.registers.documents.models import StoredFile, TrustLevel, Verdict
from tongban.registers.documents.queries import uploaded_by
from tongban.registers.documents.rules.files import MAX_SIZE, inspect
from tongban.registers.parties.merging import Merger, Moved

FILES_PER_HOUR = 60
BYTES_PER_DAY = 500 * 1024 * 1024
_UPLOAD_LOCK = 0x66696C65  # the first half of an advisory lock; the second is the account


def store(content: bytes | BinaryIO, *, name: str, by: Actor, at: datetime) -> StoredFile:
    """Take in a file (上传材料): what it is, its bytes decide; until it is attached it belongs to the uploader.

    Raises `Invalid` with the defects in words, `TooMany` past 60 files an hour or 500 MB a day, `NotYours`.
    """
    if by.account_id is None and not by.client:
        raise NotYours("请先登录，再上传材料。")
    _refuse_past_quota(by, at=at, more=0)
    blob = content if isinstance(content, bytes) else content.read(MAX_SIZE + 1)
    facts = inspect(blob, name)
    digest = shelf.put(facts.content)
    with transaction.atomic():
        _queue_behind_own_uploads(by)
        _refuse_past_quota(by, at=at, more=len(facts.content))
        return StoredFile.objects.create(
            sha256=digest,
            size=len(facts.content),
            media_type=facts.media_type,
            name=facts.name,
            pages=facts.pages,
            width=facts.width,
            height=facts.height,
            uploaded_by_id=by.account_id,
            client=by.client,
            uploaded_at=at,
            verdict=Verdict.CLEAN,
            trust_level=TrustLevel.C,
        )


def keep_made(content: bytes, *, name: str, media_type: str, holder: str, at: datetime) -> StoredFile:
    """Keep a file that this house made itself (系统生成), such as the PDF of a document; it is never inspected."""
    return StoredFile.objects.create(
        sha256=shelf.put(content),
        size=len(content),
        media_type=media_type,
        name=name,
        uploaded_at=at,
        verdict=Verdict.CLEAN,
        trust_level=TrustLevel.A,
        holder=holder,
    )


def attach(files: Collection[UUID], *, holder: str, by: Actor) -> None:
    """Hand files over to what they belong to (材料归属), one statement; all of them or, with `Invalid`, none.

    Only the uploader's own files that belong to nothing yet, or that already belong to the same holder.
    """
    wanted = set(files)
    if not wanted:
        return
    with transaction.atomic():
        own = uploaded_by(by).filter(id__in=wanted)
        if (own.filter(holder="") | own.filter(holder=holder)).update(holder=holder) != len(wanted):
            raise Invalid("有材料没有找到，或者已经用在别的办件上。请重新上传这份材料。")


def copy_to(files: Sequence[UUID], *, holder: str, by: Actor, at: datetime) -> list[StoredFile]:
    """Copies of files for another holder, in this order (材料复用): what was handed in once serves again.

    The content lies on the shelf once; who took the copy is on it, and how far the original is relied on stays.
    """
    originals = StoredFile.objects.in_bulk(files)
    return StoredFile.objects.bulk_create(
        StoredFile(
            sha256=bytes(each.sha256),
            size=each.size,
            media_type=each.media_type,
            name=each.name,
            pages=each.pages,
            width=each.width,
            height=each.height,
            uploaded_by_id=by.account_id,
            client=by.client,
            uploaded_at=at,
            verdict=each.verdict,
            trust_level=each.trust_level,
            holder=holder,
        )
        for each in (originals[key] for key in files)
    )


def confirm_original(file: StoredFile, *, by: Actor, at: datetime) -> StoredFile:
    """A named clerk has seen the original (核对原件): an uploaded file (C) may be relied on from now on (B)."""
    if Role.COUNTER not in by.roles or by.staff_id is None:
        raise NotYours("核对原件由综合窗口的工作人员办理。")
    with transaction.atomic():
        uploaded = StoredFile.objects.filter(pk=file.pk, trust_level=TrustLevel.C)
        if not uploaded.update(trust_level=TrustLevel.B):
            raise NotNow(f"“{file.name}”不用再核对原件。")
        facts = {"sha256": file.digest, "from": TrustLevel.C, "to": TrustLevel.B}
        record(f"file:{file.pk}", "confirm_original", by=by, at=at, about=file.holder, facts=facts)
    file.refresh_from_db()
    return file


def _queue_behind_own_uploads(by: Actor) -> None:
    """Uploads of one account are counted one after the other, so that parallel ones cannot pass the quota together."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_UPLOAD_LOCK, by.ref])


def _refuse_past_quota(by: Actor, *, at: datetime, more: int) -> None:
    recent = uploaded_by(by).filter(uploaded_at__gt=at - timedelta(days=1))
    last_hour = Count("id", filter=Q(uploaded_at__gt=at - timedelta(hours=1)))
    used = recent.aggregate(files=last_hour, bytes=Sum("size", default=0))
    if used["files"] >= FILES_PER_HOUR:
        raise TooMany(f"一小时最多上传{FILES_PER_HOUR}个文件。已上传的都还在，请过一会儿再继续。")
    if used["bytes"] + more > BYTES_PER_DAY:
        raise TooMany("一天最多上传500MB。已上传的都还在，请明天再继续，或者到窗口现场提交。")


def move_to_kept(merger: Merger) -> Moved:
    """Files not yet attached follow their uploader's account (合并重复登记); documents stay as they were issued."""
    if merger.drop_account is None:
        return {}
    free = StoredFile.objects.filter(uploaded_by_id=merger.drop_account, holder="")
    return {"files": free.update(uploaded_by_id=merger.keep_account)}
