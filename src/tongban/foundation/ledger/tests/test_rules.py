"""Hashes and trees: the same facts give the same hash, and every change of a fact gives another."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.ledger.rules import (
    GENESIS,
    Record,
    around,
    canonical,
    hash_between,
    merkle_path,
    merkle_root,
    plain_facts,
)
from tongban.foundation.ledger.tests.trees import climb

RECORD = Record(
    chain="case:62020026000000017",
    seq=3,
    at=datetime(2026, 11, 23, 10, 0, 0, 120, tzinfo=LOCAL),
    verb="accept",
    by_role="counter",
    by_name="王芳",
    by_ref="staff:7",
    by_agency="市政管局",
    from_status="received",
    to_status="accepted",
    basis="行政许可法 第三十二条第一款第五项",
    facts={"deferred": ["layout_plan"], "n": 2},
)

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def test_the_canonical_bytes_are_json_that_any_program_can_make_again():
    said = json.loads(canonical(RECORD, GENESIS))
    again = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert again == canonical(RECORD, GENESIS)
    assert said["at"] == "2026-11-23T02:00:00.000120Z"


@given(st.dictionaries(texts, plain, max_size=4), texts, st.integers(1, 2**31 - 1), st.binary(min_size=32, max_size=32))
def test_the_hash_can_be_made_from_what_stands_around_the_place_and_the_hash_before(facts, name, seq, previous):
    record = replace(RECORD, facts=plain_facts(facts), by_name=name, seq=seq)
    before, behind = around(record)
    assert hash_between(before, behind, previous=previous, seq=seq) == record.hash_after(previous)


@pytest.mark.req("R-196")
@pytest.mark.parametrize("name", Record.__struct_fields__)
def test_every_fact_is_covered_by_the_hash(name):
    other: Any = {
        "seq": 4,
        "at": datetime(2026, 11, 23, 2, 0, 0, 121, tzinfo=UTC),
        "facts": {"deferred": ["layout_plan"], "n": 3},
    }.get(name, "另一个")
    assert replace(RECORD, **{name: other}).hash_after(GENESIS) != RECORD.hash_after(GENESIS)


def test_the_entry_before_is_covered_by_the_hash():
    assert RECORD.hash_after(b"\x01" * 32) != RECORD.hash_after(GENESIS)


@given(st.dictionaries(texts, plain, max_size=5))
def test_facts_hash_the_same_after_they_were_kept_as_json(facts):
    kept = plain_facts(facts)
    back = json.loads(json.dumps(kept))
    assert replace(RECORD, facts=back).hash_after(GENESIS) == replace(RECORD, facts=kept).hash_after(GENESIS)


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40), st.data())
def test_a_path_leads_from_its_leaf_to_the_root_and_from_no_other(hashes, data):
    index = data.draw(st.integers(0, len(hashes) - 1))
    path = merkle_path(hashes, index)
    assert climb(hashes[index], path) == merkle_root(hashes)
    assert climb(b"\x07" * 32, path) != merkle_root(hashes) or hashes[index] == b"\x07" * 32


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=2, max_size=20, unique=True))
def test_the_order_of_entries_decides_the_root(hashes):
    assert merkle_root(hashes[1:] + hashes[:1]) != merkle_root(hashes)
