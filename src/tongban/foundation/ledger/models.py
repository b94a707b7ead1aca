"""The ledger's tables: entries, blocks, anchors, what goes out, and who has read how far."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Func, Q

from .rules import GENESIS, Record


class Chained(models.Model):
    """A subject whose every change is an entry of its own chain: `version` counts them, `head` is the last hash."""

    version = models.PositiveIntegerField(default=0)
    head = models.BinaryField(max_length=32, default=GENESIS)

    class Meta:
        abstract = True

    @property
    def chain(self) -> str:
        """The name of the chain, such as case:62020026000000017."""
        raise AssertionError(f"{type(self).__name__} names no chain")


class Entry(models.Model):
    """One act (一条留痕): who, when, from, to, on what basis, with which facts. Written once, changed never."""

    is_append_only: ClassVar[bool] = True

    id = models.BigAutoField(primary_key=True)
    txid = models.BigIntegerField(db_default=Func(function="ledger_txid"), editable=False)
    chain = models.CharField(max_length=64)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=40)
    from_status = models.CharField(max_length=24, blank=True, default="")
    to_status = models.CharField(max_length=24, blank=True, default="")
    by_role = models.CharField(max_length=24)
    by_name = models.CharField(max_length=120)
    by_ref = models.CharField(max_length=80)
    by_agency = models.CharField(max_length=80, blank=True, default="")
    on_behalf = models.CharField(max_length=80, blank=True, default="")
    basis = models.CharField(max_length=200, blank=True, default="")
    about = models.CharField(max_length=64, blank=True, default="")
    facts = models.JSONField(default=dict)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["chain", "seq"], name="ledger_entry_chain_seq"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="ledger_entry_seq_from_one"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["txid", "id"], name="ledger_entry_order"),
            models.Index(fields=["about", "id"], name="ledger_entry_about", condition=~Q(about="")),
            BrinIndex(fields=["at"], name="ledger_entry_by_time", pages_per_range=32),
        ]

    @classmethod
    def of(cls, record: Record, previous: bytes) -> Self:
        """The entry for this record standing after `previous`, not yet written."""
        return cls(
            **{name: getattr(record, name) for name in record.__struct_fields__},
            previous=previous,
            hash=record.hash_after(previous),
        )

    def record(self) -> Record:
        """The content as it was hashed."""
        return Record(**{name: getattr(self, name) for name in Record.__struct_fields__})


class Outgoing(models.Model):
    """What an act sends out of the house (发件箱): written with the act, delivered after it, in order per chain.

    After all its tries it is dead (停发) until a person sends it anew, or closes it with the reason.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    chain = models.CharField(max_length=64)
    channel = models.CharField(max_length=24)
    address = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "ledger_outbox"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(dead_at__isnull=False, delivered_at__isnull=True),
                name="parcel_closed_was_given_up",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["id"], name="ledger_outbox_open", condition=Q(delivered_at__isnull=True, dead_at__isnull=True)
            ),
        ]


class Block(models.Model):
    """A sealed stretch of all chains (区块): the tree root over its entries, chained to the block before."""

    is_append_only: ClassVar[bool] = True

    number = models.BigIntegerField(primary_key=True)
    from_txid = models.BigIntegerField()
    until_txid = models.BigIntegerField()
    count = models.PositiveIntegerField()
    root = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()


class Anchor(models.Model):
    """A signature over a block's hash (锚点), copied to places that the database's keeper does not control."""

    is_append_only: ClassVar[bool] = True

    block = models.OneToOneField(Block, on_delete=models.PROTECT, related_name="anchor")
    at = models.DateTimeField()
    signature = models.BinaryField(max_length=128)


class Cursor(models.Model):
    """How far a subscriber has read (读取游标); a failing one waits and tries again."""

    name = models.CharField(max_length=60, primary_key=True)
    txid = models.BigIntegerField(default=0)
    entry_id = models.BigIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True, default="")


class Parked(models.Model):
    """An entry that a subscriber could not digest after all its tries (滞留), until a person has it replayed or closed.

    `asked_at` is set while it waits for its replay (重放), `replays` counts those that failed again.
    """

    subscriber = models.CharField(max_length=60)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    error = models.CharField(max_length=300)
    replays = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(heard_at__isnull=True) | Q(closed_at__isnull=True), name="parked_heard_or_closed"
            ),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=True) | Q(heard_at__isnull=True, closed_at__isnull=True),
                name="parked_asked_while_open",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["id"], name="ledger_parked_open", condition=Q(heard_at__isnull=True, closed_at__isnull=True)
            ),
        ]


class KeptAnswer(models.Model):
    """The answer to a POST, kept under its Idempotency-Key so that a repetition gives the same (重复提交只办一次)."""

    owner = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    body_hash = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner", "key"], name="ledger_answer_once"),
        ]


def chained_models() -> list[type[Chained]]:
    """Every kind of subject in the house that keeps a chain."""
    found: list[type[Chained]] = []
    waiting: list[Any] = list(Chained.__subclasses__())
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        if not each._meta.abstract:
            found.append(each)
    return sorted(found, key=lambda model: model._meta.label)
