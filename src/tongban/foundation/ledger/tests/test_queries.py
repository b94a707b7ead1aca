"""Who saw whose data: the answer is whole, in order, and costs the same in a large ledger."""

import csv
import io
from datetime import datetime, timedelta
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.ledger.commands import record, record_read
from tongban.foundation.ledger.exporting import COLUMNS, export
from tongban.foundation.ledger.queries import reads_about, reads_between

AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
CLERK = Actor(name="王芳", roles=frozenset({Role.COUNTER}), staff_id=900_001, agency="市政务服务中心")
ROWS, PERSONS, MOST_MS = 300_000, 3_000, 50.0

# Entries as they would be, one in three a read about somebody; the hashes are of the right length only.
FILL = """
    INSERT INTO ledger_entry (txid, chain, seq, at, verb, from_status, to_status, by_role, by_name, by_ref, by_agency,
        on_behalf, basis, about, facts, previous, hash)
    SELECT 1, 'filling:' || n %% 1000, n / 1000 + 1, %(at)s + n * interval '1 second',
        CASE n %% 3 WHEN 0 THEN 'read' ELSE 'note' END, '', '', 'counter', '王芳', 'staff:900001',
        '市政务服务中心', '', '',
        CASE n %% 3 WHEN 0 THEN 'party:9' || lpad((n / 3 %% %(persons)s)::text, 9, '0') ELSE '' END,
        '{"purpose": "核对证件", "subject": "case:62020026000000017", "fields": ["id_number"]}',
        decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex')
    FROM generate_series(0, %(rows)s - 1) AS n
"""


def looked(about, *, minutes=0, fields=("id_number",), purpose="核对证件"):
    at = AT + timedelta(minutes=minutes)
    subject = "case:62020026000000017"
    return record_read(about, by=CLERK, at=at, purpose=purpose, subject=subject, fields=fields)


@pytest.mark.django_db
@pytest.mark.req("R-196")
def test_a_person_is_told_who_saw_what_and_why_the_newest_first():
    looked("party:900017")
    looked("party:900018")
    looked("party:900017", minutes=5, fields=("phone", "address"), purpose="联系申请人")
    record("party:900017", "grant_mandate", by=CLERK, at=AT, about="party:900017")
    newest, oldest = reads_about("party:900017").rows
    assert (newest.by_name, newest.by_role, newest.by_agency) == ("王芳", "counter", "市政务服务中心")
    assert (newest.purpose, newest.fields) == ("联系申请人", ("phone", "address"))
    assert (newest.subject, newest.at) == ("case:62020026000000017", AT + timedelta(minutes=5))
    assert oldest.purpose == "核对证件"
    assert len(reads_about("party:900017", "party:900018").rows) == 3
    assert reads_about("party:900019").rows == ()


@pytest.mark.django_db
@pytest.mark.parametrize("names", [("party:900017",), ("party:900017", "party:900018")])
def test_pages_follow_one_another_without_gap_or_overlap(names):
    written = [looked(names[n % len(names)], minutes=n).pk for n in range(5)]
    seen, before = [], None
    while True:
        page = reads_about(*names, before=before, limit=2)
        seen += [each.id for each in page.rows]
        if (before := page.following) is None:
            break
    assert seen == written[::-1]


@pytest.mark.django_db
@pytest.mark.req("R-196")
def test_an_inspection_gets_a_table_of_one_person_or_of_a_time():
    first, second = looked("party:900017"), looked("party:900018", minutes=5, purpose="=1+1")
    out = io.StringIO()
    assert export(out, about="party:900017") == 1
    head, row = csv.reader(io.StringIO(out.getvalue()))
    assert tuple(head) == COLUMNS
    assert dict(zip(head, row, strict=True))["结果"] == "已显示"
    assert row[:3] == ["2026-11-23T10:00:00+08:00", "party:900017", "王芳"]
    assert row[-3:] == [first.chain, str(first.seq), bytes(first.hash).hex()]
    assert [each.id for each in reads_between(from_at=AT + timedelta(minutes=1), to_at=AT + timedelta(hours=1))] == [
        second.pk
    ]
    out = io.StringIO()
    export(out, about="party:900018")
    assert "'=1+1" in out.getvalue(), "a spreadsheet must not take it for a formula"


@pytest.mark.django_db
@pytest.mark.req("R-196")
def test_the_answer_takes_the_index_in_a_large_ledger():
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"at": AT, "persons": PERSONS, "rows": ROWS})
        cursor.execute("ANALYZE ledger_entry")
    about = "party:9000000017"
    with CaptureQueriesContext(connection) as captured:
        page = reads_about(about)
    assert len(captured) == 1
    assert len(page.rows) == 20
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + captured[0]["sql"])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "ledger_entry_about" in plan
    assert "Seq Scan" not in plan
    spent = []
    for _ in range(5):
        began = perf_counter()
        reads_about(about, before=page.following)
        spent.append((perf_counter() - began) * 1000)
    assert min(spent) <= MOST_MS, f"{spent} ms"
