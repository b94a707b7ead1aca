"""What a timer does for the register of parties."""

from datetime import datetime, timedelta

from .models import LoginAttempt, Session

KEPT_FOR = timedelta(days=180)


def forget_old_tries(*, at: datetime) -> int:
    """Remove tries and sessions that are more than 180 days old (网络安全法 第二十一条: six months); how many.

    Signing in itself stays in the ledger.
    """
    before = at - KEPT_FOR
    tries, _ = LoginAttempt.objects.filter(at__lt=before).delete()
    sessions, _ = Session.objects.filter(expires_at__lt=before).delete()
    return tries + sessions
