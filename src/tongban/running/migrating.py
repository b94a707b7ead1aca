"""Bringing the database and the static files up to this version of the code (升级)."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from tongban.foundation.ledger import privileges
from tongban.running.database import WEB


def migrate() -> int:
    """Run the migrations that are missing, as the owner, and hand out the rights; returns how many there were."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    hand_out_rights()
    return len(plan)


def hand_out_rights() -> None:
    """Let the web read and write, and only add to what is append-only; in one piece, so that it never has more.

    Where the role could not be made, `database.given` has said so, and there is nobody to give rights to.
    """
    if web_role_exists():
        with transaction.atomic():
            privileges.grant(WEB)


def web_role_exists() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [WEB])
        return bool(cursor.fetchone()[0])


def collect_static() -> bool:
    """Collect and compress the static files if any of them changed since the last time; tells whether it did."""
    record = Path(settings.STATIC_ROOT) / ".sources"
    present = static_fingerprint()
    if record.is_file() and record.read_text(encoding="ascii") == present:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    record.write_text(present, encoding="ascii")
    return True


def static_fingerprint() -> str:
    """Changes with every name, size or modification time among the sources."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            source = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{source.st_size}\0{source.st_mtime_ns}\n".encode())
    return digest.hexdigest()
