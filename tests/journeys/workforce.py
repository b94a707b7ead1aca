"""The people of a hall for the pages to show: the demo city's own samples."""

from tongban.foundation.kernel.clock import now
from tongban.oversight.workforce.models import ClerkQuestion, DailyCheck, Duty, Exam, Leave, Training
from tongban.running.demo_city.workforce import load_workforce


def people_the_workforce() -> dict[str, str]:
    """What the addresses need of them."""
    load_workforce(at=now())
    return {
        "duty": str(Duty.objects.order_by("pk")[0].pk),
        "leave": str(Leave.objects.get().pk),
        "training": str(Training.objects.get().pk),
        "clerk_question": str(ClerkQuestion.objects.order_by("-pk")[0].pk),
        "exam": str(Exam.objects.get(level=5).pk),
        "practice": str(Exam.objects.get(level=0).pk),
        "daily_check": str(DailyCheck.objects.get().pk),
    }
