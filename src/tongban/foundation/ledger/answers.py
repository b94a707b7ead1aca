"""Repeating is safe: the answer to a POST is kept with its key for seven days (重复提交只办一次)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from tongban.foundation.kernel.errors import Declined

from .models import KeptAnswer

KEPT_FOR = timedelta(days=7)


class KeyReused(Declined):
    """The same key came with another body (重复使用了提交编号)."""

    code = "idempotency_key_reused"
    sentence = "这个提交编号已经用过，而且内容不一样。请换一个新的编号再提交。"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: str


def body_hash(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()


def kept(owner: str, key: str, digest: bytes) -> Answer | None:
    """The answer given before to this key and body; `KeyReused` when the body was another one."""
    row = KeptAnswer.objects.filter(owner=owner, key=key).first()
    if row is None:
        return None
    if bytes(row.body_hash) != digest:
        raise KeyReused()
    return Answer(row.status, row.body)


def keep(owner: str, key: str, digest: bytes, answer: Answer, *, at: datetime) -> None:
    """Keep the answer, in the transaction of the act; a second act under the same key fails and is undone."""
    KeptAnswer.objects.create(
        owner=owner, key=key, body_hash=digest, status=answer.status, body=answer.body, created_at=at
    )


def forget_old(*, at: datetime) -> int:
    """Remove answers older than seven days; the number removed."""
    return KeptAnswer.objects.filter(created_at__lt=at - KEPT_FOR).delete()[0]
