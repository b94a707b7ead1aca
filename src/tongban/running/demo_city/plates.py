"""Door plates of the demo city (演示门楼牌): at the places that serve people, at a restaurant, and one taken down."""

from datetime import datetime

from tongban.foundation.kernel.actors import SYSTEM
from tongban.registers.agencies.models import Division, Venue
from tongban.registers.codes.commands import end_plate, issue_plate

PLACES = ("city-center", "xincheng-center", "yuquan-center", "wenshu-center", "fumin-station", "shengli-station")
STREET = "620201001"
RESTAURANT, TAKEN_DOWN = "嘉峪关市雄关街道样例路1号", "嘉峪关市雄关街道样例路3号"


def load_plates(*, at: datetime) -> None:
    """Told once, with the cases."""
    for venue in Venue.objects.filter(key__in=PLACES).select_related("division").order_by("pk"):
        issue_plate(venue.address, division=venue.division, by=SYSTEM, at=at)
    street = Division.objects.get(code=STREET)
    issue_plate(RESTAURANT, division=street, by=SYSTEM, at=at)
    end_plate(issue_plate(TAKEN_DOWN, division=street, by=SYSTEM, at=at), by=SYSTEM, at=at)
