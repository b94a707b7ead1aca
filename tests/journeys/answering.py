"""What the assistant could not answer, and what is explained in plain words, for the visits of every page."""

from django.conf import settings

from tongban.foundation.kernel.clock import now
from tongban.handling.interpretations.models import Interpretation
from tongban.registers.answers.models import GuideTask
from tongban.running.demo_city import INTERPRETATIONS
from tongban.running.demo_city.answers import load_unanswered
from tongban.running.demo_city.interpretations import load_interpretations


def people_the_answers() -> dict[str, str]:
    """As the demo city has them; the policies stand already."""
    load_unanswered(now())
    load_interpretations(settings.CITY / INTERPRETATIONS, at=now())
    public = Interpretation.objects.filter(status="published").order_by("pk")[0]
    return {
        "guide_task": str(GuideTask.objects.order_by("-times")[0].pk),
        "interpretation": str(public.pk),
        "interpretation_code": str(public.code),
        "interpretation_draft": str(Interpretation.objects.filter(status="draft").order_by("pk")[0].pk),
    }
