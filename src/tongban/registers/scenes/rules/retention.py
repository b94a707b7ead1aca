"""How long a verifier keeps its record of a use (用码记录保留期限): by calendar days of the city; pure.

个人信息保护法 第十九条: no longer than the purpose needs; 第四十七条: then it is deleted.
"""

from datetime import date, timedelta


def kept_until(used_on: date, days: int) -> date:
    """The last day on which the record may stand: none after the day of use itself when nothing is kept."""
    return used_on + timedelta(days=days)


def is_past(until: date, *, on: date) -> bool:
    """Whether a record that may stand until this day is to be deleted on that day: the day itself still counts."""
    return on > until
