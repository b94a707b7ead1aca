"""Entries are kept: what the database refuses, and what `verify` finds when somebody goes around it."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.ledger import sealing
from tongban.foundation.ledger.commands import record, record_read
from tongban.foundation.ledger.models import Block, Entry, chained_models
from tongban.foundation.ledger.privileges import append_only_tables, grant

from .emptying import LEDGER, empty

AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)


@pytest.fixture
def empty_ledger(transactional_db):
    """A ledger of its own, really committed, so that blocks can be sealed."""
    # a subject without its entries would be found out
    empty(*LEDGER, *(model._meta.db_table for model in chained_models()))


def written(count=6, chain="inspection:1"):
    return [record(chain, "note", by=SYSTEM, at=AT + timedelta(seconds=n), facts={"n": n}) for n in range(count)]


def tamper(sql, *params):
    """What a keeper of the database could do: with the triggers off, past every guard."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, params)
        cursor.execute("SET session_replication_role = origin")


def kinds():
    return {finding.kind for finding in sealing.verify()}


@pytest.mark.req("R-196")
@pytest.mark.parametrize(
    "sql", ["UPDATE ledger_entry SET verb = 'x'", "DELETE FROM ledger_entry", "TRUNCATE ledger_entry CASCADE"]
)
def test_the_database_refuses_to_change_or_remove_entries_even_for_its_owner(db, sql):
    written(1)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="只能追加"), transaction.atomic():
        cursor.execute(sql)


@pytest.mark.req("R-196", "R-199")
def test_the_role_of_the_web_can_add_entries_and_never_change_them(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE tongban_test_web NOLOGIN")
        grant("tongban_test_web")
        cursor.execute("SET ROLE tongban_test_web")
        written(1)
        for table in append_only_tables():
            for verb in ("UPDATE", "DELETE", "TRUNCATE"):
                cursor.execute("SELECT has_table_privilege(%s, %s)", [table, verb])
                assert cursor.fetchone() == (False,), f"{verb} on {table}"
        cursor.execute("RESET ROLE")
    assert "ledger_entry" in append_only_tables()


@pytest.mark.req("R-196")
@pytest.mark.parametrize(
    ("how", "sql", "found"),
    [
        ("altered", "UPDATE ledger_entry SET facts = '{\"n\": 99}' WHERE seq = 3", {"altered"}),
        ("a name altered", "UPDATE ledger_entry SET by_name = '别人' WHERE seq = 3", {"altered"}),
        ("removed in the middle", "DELETE FROM ledger_entry WHERE seq = 3", {"missing", "count"}),
        ("removed at the end", "DELETE FROM ledger_entry WHERE seq = 6", {"count"}),
        ("the whole chain removed", "DELETE FROM ledger_entry", {"count"}),
        (
            "reordered",
            "UPDATE ledger_entry SET seq = CASE seq WHEN 2 THEN 103 WHEN 3 THEN 102 END WHERE seq IN (2, 3)",
            {"missing", "altered"},
        ),
        (
            "inserted",
            "INSERT INTO ledger_entry (txid, chain, seq, at, verb, from_status, to_status, by_role, by_name, by_ref,"
            " by_agency, on_behalf, basis, about, facts, previous, hash) SELECT txid, chain, 7, at, verb, '', '',"
            " by_role, by_name, by_ref, '', '', '', '', facts, hash, sha256(hash) FROM ledger_entry WHERE seq = 6",
            {"altered", "count"},
        ),
        ("a block removed", "DELETE FROM ledger_block WHERE number = 1", {"order"}),
    ],
)
def test_verify_finds_what_was_tampered_with(empty_ledger, how, sql, found):
    written()
    assert sealing.seal(at=AT) is not None
    written(1, chain="inspection:2")
    assert sealing.seal(at=AT) is not None
    assert kinds() == set()
    tamper(sql)
    assert kinds() >= found, how


@pytest.mark.req("R-196")
def test_a_ledger_rewritten_with_all_its_hashes_is_found_by_the_anchor_outside(empty_ledger, tmp_path):
    written()
    sealing.seal(at=AT)
    assert sealing.anchor(at=AT, folder=tmp_path) is not None
    assert list(sealing.verify(tmp_path)) == []
    tamper("DELETE FROM ledger_anchor")
    tamper("DELETE FROM ledger_block")
    tamper("DELETE FROM ledger_entry WHERE seq > 3")
    sealing.seal(at=AT)
    assert kinds() == set(), "the chain alone cannot see it"
    assert {finding.kind for finding in sealing.verify(tmp_path)} == {"anchor"}


def test_a_forged_anchor_is_found(empty_ledger, tmp_path):
    written()
    sealing.seal(at=AT)
    sealing.anchor(at=AT, folder=tmp_path)
    path = next(tmp_path.glob("*.json"))
    forged = json.loads(path.read_text())
    forged["hash"] = "00" * 32
    path.write_text(json.dumps(forged))
    assert [finding.kind for finding in sealing.verify(tmp_path)] == ["anchor"]


def test_blocks_follow_one_another_and_nothing_new_makes_none(empty_ledger):
    written(3)
    first = sealing.seal(at=AT)
    assert sealing.seal(at=AT) is None
    written(2, chain="inspection:2")
    second = sealing.seal(at=AT)
    assert first is not None
    assert second is not None
    assert (first.count, second.count) == (3, 2)
    assert bytes(second.previous) == bytes(first.hash)
    assert Block.objects.count() == 2


@pytest.mark.req("R-196")
def test_a_read_of_personal_data_says_who_whom_why_and_which_fields(db):
    entry = record_read(
        "party:17", by=SYSTEM, at=AT, purpose="办理", subject="case:62020026000000017", fields=["id_number"]
    )
    kept = Entry.objects.get(pk=entry.pk)
    assert (kept.about, kept.chain, kept.verb) == ("party:17", "reads:system", "read")
    assert kept.facts == {
        "purpose": "办理",
        "subject": "case:62020026000000017",
        "fields": ["id_number"],
        "result": "shown",
    }
    assert "第三十四条" in kept.basis


def test_chains_do_not_wait_for_each_other(empty_ledger):
    """Two open transactions write to two chains; neither is blocked by the other."""
    other = connection.copy()
    try:
        with transaction.atomic():
            written(1, chain="inspection:a")
            with other.cursor() as cursor:
                cursor.execute("SET statement_timeout = '2s'")
                cursor.execute(
                    "INSERT INTO ledger_entry (chain, seq, at, verb, from_status, to_status, by_role, by_name, by_ref,"
                    " by_agency, on_behalf, basis, about, facts, previous, hash) VALUES ('inspection:b', 1, now(), 'n',"
                    " '', '', 'system', '系统', 'system', '', '', '', '', '{}', %s, %s)",
                    [bytes(32), bytes(32)],
                )
            assert sealing.horizon() > 0
            assert sealing.seal(at=AT) is None, "what is not committed everywhere is not sealed yet"
    finally:
        other.close()
