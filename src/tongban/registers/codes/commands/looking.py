"""Looking at what was granted (查看): on the holder's record first, then told; nothing else leaves the registers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import record_read
from tongban.registers.codes.models import Scan, ShownLicense
from tongban.registers.codes.queries.scans import claims_in_words, kind_of, may_look
from tongban.registers.codes.queries.showings import shown_licenses
from tongban.registers.codes.rules.scopes import FIELDS, NAME, REPRESENTATIVE, question_of
from tongban.registers.licenses.models import Ground
from tongban.registers.licenses.queries import Verdict, face_of
from tongban.registers.licenses.queries.answers import evidence_of
from tongban.registers.licenses.queries.verifying import verdict_of
from tongban.registers.licenses.rules.faces import label, ordered, said
from tongban.registers.licenses.rules.predicates import evaluate, statement
from tongban.registers.parties.commands.reveal import disclose
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import Field

YES = "是"


@dataclass(frozen=True, slots=True)
class SeenLicense:
    """A licence as it was shown: its type and issuer, whether it holds today, and the granted lines only."""

    name: str
    issuer: str
    verdict: Verdict
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SignedAnswer:
    """A yes or no that can be shown to others (签名的是否回答, N15): exactly what was signed, and the signature."""

    claim: str
    statement: str
    signature: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What the holder granted: claims with label and value, licences, signed answers, until when it may be seen."""

    claims: tuple[tuple[str, str, str], ...]
    licenses: tuple[SeenLicense, ...]
    until: datetime
    signed: tuple[SignedAnswer, ...] = ()


def look(scan: Scan, *, by: Actor, at: datetime) -> Looked:
    """查看: only by whoever scanned, only while it is granted; each look is an entry in the holder's record.

    `NotYours` for anybody else; `NotNow` before the holder agreed, after withdrawal, and when the time is over.
    """
    if by.ref != scan.by_ref:
        raise NotYours("只有扫码的人能看。")
    if scan.look_until is None or not may_look(scan, at=at):
        raise NotNow("对方没有同意、已经收回，或者查看时间过了。需要的话请对方重新亮码。")
    if scan.showing is not None and scan.showing.kind == "L":
        return Looked((), _licenses(scan, by=by, at=at), scan.look_until)
    claims = _claims(scan, by=by, at=at)
    return Looked(claims, (), scan.look_until, tuple(_signed(scan, claims, at=at)))


def _claims(scan: Scan, *, by: Actor, at: datetime) -> tuple[tuple[str, str, str], ...]:
    party, on = scan.party, local_day(at)
    told = claims_in_words(scan.granted, kind_of(party))
    sealed = [Field(key) for key in scan.granted if key in Field.values]
    fields = [key if key in FIELDS else words for key, words in told]
    opened = disclose(party, sealed, told=fields, purpose=scan.purpose, subject=scan.chain, by=by, at=at)
    return tuple(
        (key, words, opened[Field(key)] if key in Field.values else _value(party, key, on)) for key, words in told
    )


def _signed(scan: Scan, claims: Sequence[tuple[str, str, str]], *, at: datetime) -> Iterator[SignedAnswer]:
    """The city's signature over each answer, for this scan, its purpose and this instant; in it is one bit."""
    for key, _, value in claims:
        question = question_of(key)
        if question is not None:
            told = statement(
                question, value == YES, case_number=scan.chain, purpose=scan.purpose, ground=Ground.ONLINE, at=at
            )
            yield SignedAnswer(key, told.decode(), vault().sign(told).hex())


def _value(party: Party, key: str, on: date) -> str:
    """What is not under seal: a name, or one bit."""
    question = question_of(key)
    if question is not None:
        return YES if evaluate(question, evidence_of(party, question, on=on), on=on) else "否"
    return {NAME: party.name, REPRESENTATIVE: party.legal_representative_name}.get(key, "")


def _licenses(scan: Scan, *, by: Actor, at: datetime) -> tuple[SeenLicense, ...]:
    assert scan.showing is not None
    shown = shown_licenses(scan.showing)
    fields = [words for each in shown for words in _recorded(each)]
    record_read(f"party:{scan.party_id}", by=by, at=at, purpose=scan.purpose, subject=scan.chain, fields=fields)
    return tuple(_seen(each, on=local_day(at)) for each in shown)


def _recorded(shown: ShownLicense) -> list[str]:
    kind = shown.edition.license.type
    if not shown.fields:
        return [f"是不是有效：{kind.name}"]
    return [f"{kind.name}的{label(kind.face, name)}" for name in shown.fields]


def _seen(shown: ShownLicense, *, on: date) -> SeenLicense:
    edition = shown.edition
    owner, verdict = edition.license, verdict_of(edition, on=on)
    lines: tuple[tuple[str, str], ...] = ()
    if shown.fields and verdict is Verdict.IN_FORCE:
        face, schema = face_of(edition), owner.type.face
        names = [name for name in ordered(schema) if name in shown.fields and face.get(name) not in (None, "", [])]
        lines = tuple((label(schema, name), said(face[name])) for name in names)
    return SeenLicense(owner.type.name, owner.issuer.name, verdict, lines)
