"""The one form of a joint application as a page shows it (一表申请): the same for the window and for the web."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import QueryDict

from tongban.foundation.kernel.masks import mask_address, mask_id, mask_phone
from tongban.registers.bundles.queries import InForce, guides_of
from tongban.registers.bundles.rules.content import Member
from tongban.registers.bundles.rules.form import BUNDLE_GROUP, QUESTION, Entry, asked, dispatched, one_form
from tongban.registers.bundles.rules.needed import Chosen, needed_members
from tongban.registers.bundles.rules.papers import PaperSet, minimal_set
from tongban.registers.catalog.content import Choice, Option

_MASKS = {"id_card": mask_id, "phone": mask_phone, "bank_card": mask_id, "address": mask_address}
_YES_NO = (Choice(value="yes", label="是"), Choice(value="no", label="否"))
LONGEST = 2000
REGISTER = "enterprise."


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its value as shown."""

    name: str
    label: str
    kind: str
    value: Any
    choices: tuple[tuple[str, str, str], ...]
    hint: str = ""
    unit: str = ""
    source: str = ""
    differs: str = ""
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of the one set (一套材料的一份): the code of its place on the page, why each member asks for it.

    `license_type` is filled where a licence does as well for everybody who asks.
    """

    code: str
    key: str
    name: str
    reasons: tuple[str, ...]
    license_type: str
    license_name: str


@dataclass(frozen=True)
class BundleForm:
    """A joint application as it stands on a page; `known` is what the register says, by the source's name, `made` are
    matters done before, whose results nobody hands in."""

    bundle: InForce
    values: Mapping[str, Any] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    licenses: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, Option] = field(default_factory=dict)

    @cached_property
    def options(self) -> dict[str, Option]:
        return {key: each.option for key, each in guides_of(self.bundle.content).items()}

    @cached_property
    def chosen(self) -> Chosen:
        return needed_members(self.bundle.content, self.values, left_out=self.left_out)

    @cached_property
    def paper_set(self) -> PaperSet:
        given = dispatched(self.bundle.content, self.options, self.values)
        answers = {key: each.answers for key, each in given.items()}
        held = frozenset(self.licenses)
        return minimal_set(self.bundle.content, self.options, self.chosen, answers=answers, held=held, made=self.made)

    @property
    def members(self) -> list[tuple[Member, str]]:
        """The members that are handled, each with its title."""
        return [(each, self.title(each)) for each in self.bundle.content.members if each.key in self.chosen.keys]

    @property
    def optional(self) -> list[tuple[str, str, bool]]:
        """Members that the applicant may leave out: key, title, is it left out."""
        found = [each for each in self.bundle.content.members if each.is_optional]
        return [(each.key, self.title(each), each.key in self.left_out) for each in found]

    def title(self, member: Member) -> str:
        option = self.options.get(member.key)
        return member.title or (option.name if option is not None else member.key)

    @cached_property
    def _asked(self) -> list[Entry]:
        keys = self.chosen.keys | set(self.chosen.undecided)
        return asked(self.bundle.content, self.options, self.values, chosen=keys)

    @property
    def questions(self) -> list[Asked]:
        """The situation: what decides who takes part and what is asked."""
        return [self._shown(each) for each in self._asked if _is_question(each) and not is_registered(each, self.known)]

    @property
    def registered(self) -> list[Asked]:
        """What the register of enterprises knows (登记信息): shown, used, and not asked."""
        return [self._shown(each) for each in self._asked if is_registered(each, self.known)]

    @property
    def groups(self) -> list[tuple[str, list[Asked]]]:
        """The other questions by their groups; shared ones first."""
        found: dict[str, list[Asked]] = {}
        for each in self._asked:
            if not _is_question(each) and not is_registered(each, self.known):
                found.setdefault(each.group, []).append(self._shown(each))
        return list(found.items())

    @property
    def papers(self) -> list[PaperLine]:
        """The one set; a paper keeps its place on the page whatever else is asked."""
        lines = []
        for each in self.paper_set.needed:
            ways = [claim.material.spared_by for claim in each.claims]
            kinds = {by.license_type if by is not None and by.way == "license" else "" for by in ways}
            kind = kinds.pop() if len(kinds) == 1 else ""
            name = next((by.license_name for by in ways if by is not None and kind), "")
            lines.append(PaperLine(place_of(each.key), each.key, each.name, each.reasons, kind, name))
        return lines

    def anchor_of_paper(self, key: str) -> str:
        """Where the page shows this paper; empty where it does not."""
        return next((f"m-{each.code}" for each in self.papers if each.key == key), "")

    def _shown(self, entry: Entry) -> Asked:
        full = self.known.get(entry.prefill, "") if entry.prefill else ""
        value = self.values.get(entry.key, "")
        is_known = bool(full) and value == full
        shown = _MASKS[entry.kind](str(value)) if entry.kind in _MASKS and is_known else value
        choices = _YES_NO if entry.kind == "yes_no" else entry.choices
        hint = entry.hint or (f"例如：{entry.example}" if entry.example else "")
        return Asked(
            name=f"e-{entry.key}",
            label=entry.label,
            kind=entry.kind,
            value=shown,
            choices=tuple((each.value, each.label, "") for each in choices),
            hint=hint,
            unit=entry.unit,
            source="登记信息" if is_known else "",
            is_optional=not entry.is_required,
        )


def opened(bundle: InForce, known: Mapping[str, str], *, said: Mapping[str, Any] | None = None) -> BundleForm:
    """The form as it is first shown: what is known already stands in it."""
    blank = BundleForm(bundle, known=known)
    values: dict[str, Any] = {each.key: known[each.prefill] for each in _entries(blank) if known.get(each.prefill)}
    return BundleForm(bundle, {**values, **(said or {}), **_held(blank)}, known=known)


def read_form(bundle: InForce, post: QueryDict, known: Mapping[str, str]) -> BundleForm:
    """The form as the browser sent it; masked values that nobody touched are put back in full."""
    blank = BundleForm(bundle, known=known)
    values: dict[str, Any] = {}
    for each in _entries(blank):
        name = f"e-{each.key}"
        if is_registered(each, known):
            values[each.key] = known[each.prefill]
        elif name in post:
            values[each.key] = _restored(each, _typed(each.kind, post, name), known)
        elif known.get(each.prefill):
            values[each.key] = known[each.prefill]
    values |= _held(blank)
    given = frozenset(post.getlist("left_out")[:20])
    optional = {each.key for each in bundle.content.members if each.is_optional}
    kinds = {name.removeprefix("license-")[:60] for name in post if name.startswith("license-")}
    licenses = {kind: typed for kind in sorted(kinds)[:40] if (typed := _plain(post.get(f"license-{kind}", "")))}
    return BundleForm(bundle, values, given & optional, licenses, known)


def is_registered(entry: Entry, known: Mapping[str, str]) -> bool:
    """Does the register of enterprises hold it? What it holds is not asked: R-122."""
    return entry.prefill.startswith(REGISTER) and bool(known.get(entry.prefill))


def _held(form: BundleForm) -> dict[str, str]:
    """What the register of licences answers: it stands in `known` under the code of the condition."""
    return {each.code: form.known[each.code] for each in form.bundle.content.held if each.code in form.known}


def told_words(asked: Asked) -> str:
    """What was answered, in words, masked where it is personal."""
    labels = {value: label for value, label, _ in asked.choices}
    given = asked.value if isinstance(asked.value, list | tuple) else [asked.value]
    words = "、".join(labels.get(str(each), str(each)) for each in given)
    return (_MASKS[asked.kind](words) if asked.kind in _MASKS else words) + asked.unit


def place_of(key: str) -> str:
    """The code of a paper's place on a page: the same for the same paper."""
    return f"p{hashlib.sha256(key.encode()).hexdigest()[:10]}"


def _entries(form: BundleForm) -> Sequence[Entry]:
    return one_form(form.bundle.content, form.options)


def _is_question(entry: Entry) -> bool:
    return entry.group == BUNDLE_GROUP or any(each.part == QUESTION for each in entry.fills)


def _restored(entry: Entry, typed: Any, known: Mapping[str, str]) -> Any:
    full = known.get(entry.prefill, "")
    is_untouched = entry.kind in _MASKS and bool(full) and typed == _MASKS[entry.kind](full)
    return full if is_untouched else typed


def _typed(kind: str, post: QueryDict, name: str) -> Any:
    return _several(post.getlist(name)) if kind == "choices" else _plain(post.get(name, ""))


def _several(texts: Iterable[str]) -> list[str]:
    return [_plain(each) for each in list(texts)[:50] if each]


def _plain(text: str) -> str:
    return text[:LONGEST].replace("\x00", "").encode("utf-8", "replace").decode().strip()
