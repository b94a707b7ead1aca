"""The document of a bundle (一件事要素): members, order, the one form's shared questions, papers that are one; pure.

A published edition *is* such a document. What the members ask for is read from the catalogue in force, never copied:
so that a bundle follows its members (同源发布). standards: 一件事 34, 35.
"""

import hashlib
from collections.abc import Collection
from typing import Any

import msgspec

from tongban.registers.catalog.content import Basis, Question, Span


class _Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One part of the document; equal content is equal, and unknown keys are an error."""


class Gate(_Part, frozen=True):
    """An event that has to be reported before a member's result may be handed out, such as tax paid (完税).

    `key` names the event; `reported_by` is the key of the body that reports it. `is_ordered`: that body begins when
    what stands before this member is made, such as a seal maker with the new licence; nothing is asked before.
    """

    key: str
    name: str
    reported_by: str
    basis: Basis
    is_ordered: bool = False


class Taken(_Part, frozen=True):
    """What an earlier member's result stands in for (前序产出转用): a material, or a field of the form.

    `code` is that of the material or field, `source` the key of the earlier member; `part`: material or form. A field
    that is taken over is not asked in the one form: its value is known only when the earlier member has ended, such
    as the identity number of a newborn child. `result` says what of the earlier result stands in a field: `number`, or
    the name of a field on the face of the licence; empty: whoever handles the later member fills it in.
    """

    code: str
    source: str
    part: str = "material"
    result: str = ""


class Known(_Part, frozen=True):
    """What the bundle itself answers for a member (已知的回答), so that nobody is asked: that the licence is there when
    the permit is applied for, because it was made just before. `part`: form or question. `when` is a condition over the
    bundle's questions, where the answer depends on the situation; of several that hold the first is given.
    """

    code: str
    value: str | int | float
    part: str = "question"
    when: str = ""


class Held(_Part, frozen=True):
    """What the register of licences answers for the whole bundle (登记簿能回答的): is such a licence held?

    `code` stands in conditions like a question that was answered with yes or no; nobody is asked.
    """

    code: str
    license_type: str
    label: str


class Member(_Part, frozen=True):
    """A matter of the bundle (联办事项): an option of the catalogue, and what it waits for (`after`, by keys).

    `needed_when` is a condition over the bundle's questions and shared fields; empty: always needed. `is_optional`:
    the applicant may leave it out (可选). `title` is what people read; empty: the option's own name.
    """

    key: str
    option_code: str
    title: str = ""
    after: tuple[str, ...] = ()
    needed_when: str = ""
    is_optional: bool = False
    takes: tuple[Taken, ...] = ()
    known: tuple[Known, ...] = ()
    gate: Gate | None = None


class Fill(_Part, frozen=True):
    """Where an answer goes (对应关系): a field of a member's form, or one of its situation questions.

    `part`: form or question.
    """

    member: str
    code: str
    part: str = "form"


class SharedField(_Part, frozen=True):
    """One question of the one form that fills several members' fields (共用字段).

    Kind, choices, unit and example are those of the first field that it fills.
    """

    key: str
    label: str
    fills: tuple[Fill, ...]
    hint: str = ""


class PaperPlace(_Part, frozen=True):
    """A material of a member, by its code."""

    member: str
    material: str


class SharedPaper(_Part, frozen=True):
    """A paper that members call differently and that is one (共用材料): handed in once. Equal names are one anyway."""

    name: str
    places: tuple[PaperPlace, ...]


class Content(_Part, frozen=True):
    """A bundle as it stands in one edition (一件事).

    `promised_limit` is the promise for the whole (总时限), not the longest of the members' (standards 34); `core_limit`
    the target for those that every situation needs (必办环节目标时限), where the plan sets one, or for the `core_keys`
    where some of them are; `held` what the
    register answers instead of the applicant;
    `is_ended_together`: results are handed out together when all chosen members have ended (统一办结、一次送达).
    `is_stage`: it is one stage of a construction project (项目的一个阶段), and is not offered by itself.
    """

    title: str
    summary: str = ""
    audience: tuple[str, ...] = ("person",)
    basis: Basis | None = None
    questions: tuple[Question, ...] = ()
    members: tuple[Member, ...] = ()
    shared: tuple[SharedField, ...] = ()
    papers: tuple[SharedPaper, ...] = ()
    held: tuple[Held, ...] = ()
    promised_limit: Span | None = None
    core_limit: Span | None = None
    core_keys: tuple[str, ...] = ()
    is_ended_together: bool = True
    is_sample: bool = False
    is_stage: bool = False

    def member(self, key: str) -> Member | None:
        return next((each for each in self.members if each.key == key), None)

    @property
    def core(self) -> tuple[str, ...]:
        """The members that every situation needs (必办环节), by key, or those that are named so."""
        always = (each.key for each in self.members if not each.needed_when and not each.is_optional)
        return self.core_keys or tuple(always)

    def promise_for(self, keys: Collection[str]) -> Span | None:
        """The promise for a situation with these members: the target where nothing but the core takes part."""
        is_core = self.core_limit is not None and set(keys) <= set(self.core)
        return self.core_limit if is_core else self.promised_limit

    def shared_field(self, key: str) -> SharedField | None:
        return next((each for each in self.shared if each.key == key), None)


def encode(content: Content) -> str:
    """The canonical text: keys in the order of the parts, defaults left out."""
    return msgspec.json.encode(content).decode()


def decode(text: bytes | str) -> Content:
    return _DECODER.decode(text)


def from_plain(plain: Any) -> Content:
    """The document from plain data; msgspec.ValidationError names the path of a defect."""
    return msgspec.convert(plain, Content)


def content_hash(content: Content) -> str:
    """SHA-256 of the canonical text: the database checks the same."""
    return hashlib.sha256(encode(content).encode()).hexdigest()


_DECODER = msgspec.json.Decoder(Content)
