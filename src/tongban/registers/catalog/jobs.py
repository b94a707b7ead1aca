"""What a timer calls for the catalogue: editions whose day has come, and searches that found nothing."""

from datetime import datetime
from pathlib import Path

from tongban.foundation.kernel.clock import local_day

from . import commands, queries, snapshot
from .search.misses import take_misses


def bring_into_force(at: datetime) -> int:
    """Editions whose effective day has come are current; may run late or twice."""
    return commands.bring_into_force(on=local_day(at))


def flush_misses(at: datetime) -> int:
    """Write down what this process counted; called in every process that serves searches."""
    return commands.keep_misses(take_misses(), on=local_day(at))


def keep_snapshot(at: datetime, folder: Path) -> snapshot.Note:
    """What the web reads when the database is away: anew with each revision and every ten minutes (R-200)."""
    note = snapshot.read_note(folder)
    is_due = note is None or at - note.taken_at >= snapshot.ANEW_AFTER or not (folder / note.file).exists()
    if note is not None and not is_due and note.revision == queries.revision():
        return snapshot.confirm(folder, note, at=at)
    contents, revision = queries.contents()
    return snapshot.write(contents, revision=revision, folder=folder, at=at)
