from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tongban.registers.agencies.models import Agency
from tongban.registers.documents import commands
from tongban.registers.documents.models import NumberSeries, OfficialDocument
from tongban.registers.documents.rules.papers import DocumentKind

from .cast import AT, WANG_FANG, agency, body

ISSUES, CLERKS = 250, 12


class ChangedHerMindError(Exception):
    """The clerk's transaction does not come to its end."""


@pytest.fixture
def office(django_db_setup, django_db_blocker):
    """An office, and real transactions; what they leave is taken away past the triggers that keep documents."""
    with django_db_blocker.unblock():
        own = agency()
        yield own
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for model in (OfficialDocument, NumberSeries):
                cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE agency_id = %s", [own.pk])
            cursor.execute(f"DELETE FROM {Agency._meta.db_table} WHERE id = %s", [own.pk])


@pytest.mark.req("R-045")
def test_two_hundred_concurrent_issues_leave_no_gap_and_no_number_twice(office):
    paper = body(DocumentKind.ACCEPTANCE_NOTICE)

    def issue(turn):
        try:
            with transaction.atomic():
                kind = DocumentKind.ACCEPTANCE_NOTICE
                document = commands.issue(kind, subject="case:1", agency=office, body=paper, by=WANG_FANG, at=AT)
                if turn % 5 == 0:
                    raise ChangedHerMindError
                return document.number
        except ChangedHerMindError:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(CLERKS) as pool:
        numbers = list(filter(None, pool.map(issue, range(ISSUES))))
    assert len(numbers) == ISSUES * 4 // 5
    assert set(numbers) == {f"市市场监管局受〔2026〕{n}号" for n in range(1, len(numbers) + 1)}
