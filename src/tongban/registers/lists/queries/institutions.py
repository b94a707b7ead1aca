"""Whose lists there are (公布单位): the bodies that run service places, and the one that runs the city's center."""

from tongban.foundation.kernel.errors import NotNow
from tongban.registers.agencies.models import Agency, Venue
from tongban.registers.agencies.queries.register import CITY_CENTER


def institutions() -> list[Agency]:
    """The bodies that run places where people are served (各级政务服务机构): the city's first, then by key."""
    running = Venue.objects.filter(is_active=True)
    first = set(running.filter(key=CITY_CENTER).values_list("agency_id", flat=True))
    found = Agency.objects.filter(pk__in=running.values("agency_id"))
    return sorted(found, key=lambda agency: (agency.pk not in first, agency.key))


def lead() -> Agency:
    """The body that runs the city's center (政务服务管理部门): it publishes the lists of the whole city."""
    center = Venue.objects.filter(is_active=True, key=CITY_CENTER).select_related("agency").first()
    if center is None:
        raise NotNow("还没有登记市政务服务中心，不知道清单由哪个单位牵头。请先登记服务场所。")
    return center.agency
