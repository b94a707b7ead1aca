"""Where a page of drafts begins (翻页位置): a day and a key; what cannot be read begins at the beginning."""

import base64
from datetime import date

LARGEST_PAGE = 200


def bounded(size: int) -> int:
    return max(1, min(size, LARGEST_PAGE))


def cursor(due_on: date | None, pk: int) -> str:
    text = f"{due_on.isoformat() if due_on else ''}|{pk}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(text: str) -> tuple[date | None, int] | None:
    try:
        padded = text[:80] + "=" * (-len(text[:80]) % 4)
        due, key = base64.urlsafe_b64decode(padded).decode().split("|")
        return (date.fromisoformat(due) if due else None), int(key)
    except (ValueError, UnicodeDecodeError):
        return None
