"""The city's own words on papers (文书用语): never code, never instead of the law's, in force after a second person."""

from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.registers.agencies.models import Staff
from tongban.registers.documents import commands, queries
from tongban.registers.documents.commands import wordings
from tongban.registers.documents.models import OfficialDocument, PaperWording
from tongban.registers.documents.rendering.sheet import sheet_of
from tongban.registers.documents.rules import papers
from tongban.registers.documents.rules.papers import DocumentKind, Line
from tongban.registers.documents.rules.wording import (
    PARTS,
    PLACEHOLDERS,
    WORDABLE,
    Edition,
    Wording,
    read_wording,
    worded,
)

from .cast import AT, CITY, WANG_FANG, agency, body

ACCEPTANCE = DocumentKind.ACCEPTANCE_NOTICE
TEXT = {"opening": "{收件人}，您好！\n", "closing": "请在{期限}后留意短信。", "notes": "有疑问请打12345。"}


def test_the_words_stand_around_what_the_law_wants_and_the_law_stays_whole():
    made = body(ACCEPTANCE)
    found = worded(made, Edition(3, read_wording(TEXT)))
    assert found.paragraphs == ("李强，您好！", *made.paragraphs, "请在2026年12月3日(周四)后留意短信。")
    assert found.notes == (*made.notes, "有疑问请打12345。")
    assert found.wording == 3
    rest = set(found.__struct_fields__) - {"paragraphs", "notes", "wording"}
    assert all(getattr(found, name) == getattr(made, name) for name in rest)


def test_a_paragraph_that_names_what_this_paper_does_not_say_is_left_out():
    found = worded(body(ACCEPTANCE, contact=()), Edition(1, Wording(closing=("请打{咨询电话}。", "再见。"))))
    assert found.paragraphs[-1] == "再见。"
    assert not any("请打" in each for each in found.paragraphs)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("{姓名}您好", "placeholder"),
        ("{收件人.id_number}", "placeholder"),
        ("{{收件人}}", "brace"),
        ("{% for a in b %}", "placeholder"),
        ("左边{没有右边", "brace"),
        ("长" * 301, "too_long"),
        ("\n".join("七段以上太多了"), "too_many"),
    ],
)
def test_what_is_no_placeholder_of_the_list_is_told_in_words(said: str, code: str):
    with pytest.raises(Invalid) as declined:
        read_wording({"opening": said, "notes": "{无}"})
    assert [(each.pointer, each.code) for each in declined.value.faults] == [
        ("/opening", code),
        ("/notes", "placeholder"),
    ]


@given(st.dictionaries(st.sampled_from(list(PARTS)), st.text(max_size=400)))
def test_whatever_is_typed_is_read_or_refused_in_words(typed: dict[str, str]) -> None:
    with suppress(Invalid):
        made = worded(body(ACCEPTANCE), Edition(1, read_wording(typed)))
        papers.encode(made)


def test_a_name_that_looks_like_a_placeholder_stays_a_name() -> None:
    made = worded(body(ACCEPTANCE, addressee="{办理机关}"), Edition(1, Wording(opening=("{收件人}，您好！",))))
    assert made.paragraphs[0] == "{办理机关}，您好！"


def test_an_old_body_reads_and_hashes_as_it_did():
    """A body without words of the city is written exactly as before there were any."""
    assert b"wording" not in papers.encode(body(ACCEPTANCE))
    assert papers.from_plain(papers.to_plain(body(ACCEPTANCE))).wording == 0


def test_what_was_signed_word_for_word_and_what_speaks_to_everybody_gets_none():
    assert not WORDABLE & {DocumentKind.COMMITMENT, DocumentKind.INSPECTION_RECORD, *papers.PUBLIC_KINDS}
    assert set(PLACEHOLDERS) >= {"收件人", "期限"}


@pytest.fixture
def keepers(db: None) -> tuple[Actor, Actor]:
    rows = Staff.objects.order_by("pk")[:2]
    made = [Actor(name=each.name, roles=frozenset({Role.CATALOG_REVIEWER}), staff_id=each.pk) for each in rows]
    return made[0], made[1]


def _in_force(keepers: tuple[Actor, Actor], **changes: Any) -> PaperWording:
    one, other = keepers
    made = wordings.propose(ACCEPTANCE, {**TEXT, **changes}, reason="更好懂", by=one, at=AT)
    return wordings.approve(made, words="同意。", by=other, at=AT)


def _issued(office: Any) -> OfficialDocument:
    lines = (Line(label="办理事项", value="样例事项"),)
    made = body(ACCEPTANCE, lines=lines)
    return commands.issue(ACCEPTANCE, subject="case:1", agency=office, body=made, by=WANG_FANG, at=AT)


def test_a_paper_keeps_the_words_it_was_issued_under(
    keepers: tuple[Actor, Actor], django_assert_num_queries: Any
) -> None:
    office = agency()
    bare = _issued(office)
    _in_force(keepers)
    with django_assert_num_queries(4):  # the savepoint's two; the number with the words in force; the paper
        first = _issued(office)
    _in_force(keepers, opening="您好：{收件人}")
    second = _issued(office)
    assert [each.content.wording for each in (bare, first, second)] == [0, 1, 2]
    kept = OfficialDocument.objects.get(pk=first.pk)
    assert kept.content.paragraphs[0] == "李强，您好！"
    assert kept.content_hash == papers.content_hash(ACCEPTANCE, kept.number, kept.subject, kept.content)
    assert sheet_of(second, base_url=CITY).paragraphs[0] == "您好：李强"
    assert commands.in_words_of_the_city(ACCEPTANCE, body(ACCEPTANCE)).wording == 2
    _in_force(keepers, **dict.fromkeys(PARTS, ""))
    assert _issued(office).content.paragraphs == bare.content.paragraphs


def test_nobody_puts_their_own_words_in_force(keepers: tuple[Actor, Actor]) -> None:
    one, other = keepers
    made = wordings.propose(ACCEPTANCE, TEXT, reason="更好懂", by=one, at=AT)
    for verb in (wordings.approve, wordings.send_back):
        with pytest.raises(NotYours):
            verb(made, words="同意。", by=one, at=AT)
    with pytest.raises(NotYours):
        wordings.take_back(made, words="撤回。", by=other, at=AT)
    with pytest.raises(Invalid):
        wordings.approve(made, words=" ", by=other, at=AT)
    assert queries.wording_in_force(ACCEPTANCE) is None
    with pytest.raises(NotNow):
        wordings.propose(ACCEPTANCE, TEXT, reason="再来一份", by=other, at=AT)
    wordings.send_back(made, words="太长。", by=other, at=AT)
    again = wordings.propose(ACCEPTANCE, TEXT, reason="改短了", by=one, at=AT)
    wordings.take_back(again, words="还要想想。", by=one, at=AT)
    assert queries.wording_states() == {}


def test_the_database_itself_wants_two_persons(keepers: tuple[Actor, Actor]) -> None:
    made = wordings.propose(ACCEPTANCE, TEXT, reason="更好懂", by=keepers[0], at=AT)
    with pytest.raises(IntegrityError, match="wording_decided_by_another"):
        PaperWording.objects.filter(pk=made.pk).update(decided_by=keepers[0].staff_id)


def test_everything_that_is_wrong_with_a_proposal_is_told_at_once(keepers: tuple[Actor, Actor]) -> None:
    with pytest.raises(Invalid) as declined:
        wordings.propose(ACCEPTANCE, {"opening": "{无}", "notes": "\U0001f600"}, reason=" ", by=keepers[0], at=AT)
    assert {each.code for each in declined.value.faults} == {"placeholder", "required", "unprintable"}
    with pytest.raises(Invalid):
        wordings.propose(DocumentKind.COMMITMENT, TEXT, reason="更好懂", by=keepers[0], at=AT)
    counter = Actor(name="王芳", roles=frozenset({Role.COUNTER}), staff_id=keepers[0].staff_id)
    with pytest.raises(NotYours):
        wordings.propose(ACCEPTANCE, TEXT, reason="更好懂", by=counter, at=AT)
