"""A person's own messages, licences and ratings (本人的消息、证照、评价): what an app needs to carry them. R-138.

A system by itself has none of these; it sees those of the person as whom its token acts.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from tongban.exchange.notices import queries as notices
from tongban.exchange.notices.models import Message
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound
from tongban.oversight.evaluations.commands.rating import Rating, rate
from tongban.oversight.evaluations.models import Invitation
from tongban.oversight.evaluations.queries import invitations
from tongban.oversight.evaluations.rules.grades import Grade, Way
from tongban.oversight.evaluations.rules.states import InvitationStatus
from tongban.registers.licenses import queries as licenses
from tongban.registers.licenses.models import License
from tongban.registers.parties.scopes import Scope
from tongban.web.openapi.answers import answer
from tongban.web.openapi.callers import caller_of
from tongban.web.openapi.once import once
from tongban.web.openapi.paging import newest_first
from tongban.web.openapi.routes import operation
from tongban.web.openapi.shapes import own as told
from tongban.web.openapi.shapes.own import OwnAsked, RatingSent
from tongban.web.openapi.shares import note_own
from tongban.web.ui.devices import is_phone
from tongban.web.ui.sessions import client_ip

router = Router(tags=["本人"])
Row = TypeVar("Row")


@operation(
    router,
    "GET",
    "/me/messages",
    name="api-own-messages",
    summary="本人的消息",
    description="发给本人（或者现在代表的企业）的消息，新的在前。看了不会标为已读。",
    shape=told.OwnMessages,
    scope=Scope.MESSAGES_READ,
)
def messages(request: HttpRequest, asked: Query[OwnAsked]) -> HttpResponse:
    """What was told to whom the caller acts for, the newest first."""
    caller, by = caller_of(request), caller_of(request).actor
    note_own(caller, "应用查看消息", ["messages"], at=now())
    rows, following = newest_first(notices.visible_to(by).order_by("-pk"), asked)
    return answer({"results": _told(rows, _message), "next": following, "unread": notices.unread(by)})


@operation(
    router,
    "GET",
    "/me/licenses",
    name="api-own-licenses",
    summary="本人的证照",
    description="本人（或者现在代表的企业）持有的证照，新发的在前。要给别人看，用亮码，不用这个接口。",
    shape=told.OwnLicenses,
    scope=Scope.OWN_LICENSES_READ,
)
def own_licenses(request: HttpRequest, asked: Query[OwnAsked]) -> HttpResponse:
    """The licences of whom the caller acts for; those of an office are not told here."""
    caller, by = caller_of(request), caller_of(request).actor
    note_own(caller, "应用查看证照", ["licenses"], at=now())
    holder = by.acting_for or by.party_id or 0
    mine = licenses.visible_to(by).filter(holder_id=holder).select_related("type", "issuer", "holder")
    rows, following = newest_first(mine.order_by("-pk"), asked)
    return answer({"results": _told(rows, _license), "next": following})


@operation(
    router,
    "GET",
    "/me/ratings",
    name="api-own-ratings",
    summary="本人可以评价的服务",
    description="每次服务评一次。is_open 是还可以评的。",
    shape=told.OwnRatings,
    scope=Scope.RATINGS_WRITE,
)
def ratings(request: HttpRequest, asked: Query[OwnAsked]) -> HttpResponse:
    """The invitations of whom the caller acts for."""
    caller = caller_of(request)
    note_own(caller, "应用查看可以评价的服务", ["ratings"], at=now())
    rows, following = newest_first(invitations.visible_to(caller.actor).select_related("agency"), asked)
    return answer({"results": _told(rows, _rating), "next": following})


@operation(
    router,
    "POST",
    "/me/ratings/{code}",
    name="api-own-rating-give",
    summary="本人评价一次服务",
    description="只能评自己的，一次服务只评一次；没有默认的等级。",
    shape=told.RatingTold,
    status=201,
    scope=Scope.RATINGS_WRITE,
)
def give(request: HttpRequest, code: UUID, sent: RatingSent) -> HttpResponse:
    """Rate a service of one's own."""
    at, caller = now(), caller_of(request)

    def given() -> HttpResponse:
        found = invitations.visible_to(caller.actor).filter(code=code).first()
        if found is None:
            raise NotFound("没有找到这次评价，或者不是您的。")
        said = Rating(
            grade=list(Grade)[sent.grade - 1].value,
            tags=sent.tags,
            words=sent.words,
            way=Way.MOBILE if caller.actor.client or is_phone(request) else Way.PC,
            origin=client_ip(request) or "",
        )
        made = rate(found, said, by=caller.actor, at=at)
        plain = {"code": str(code), "grade": made.mark.code, "grade_label": made.mark.label, "rated_at": made.rated_at}
        return answer(plain, 201)

    return once(request, caller.owner, request.body, given, at=at)


def _told(rows: Sequence[Row], one: Callable[[Row], dict[str, Any]]) -> list[dict[str, Any]]:
    return [one(each) for each in rows]


def _message(each: Message) -> dict[str, Any]:
    return {"at": each.at, "text": each.text, "case_number": each.case_number, "is_read": each.read_at is not None}


def _license(each: License) -> dict[str, Any]:
    return {
        "id": str(each.public_id),
        "identifier": each.identifier,
        "name": each.type.name,
        "issuer": each.issuer.name,
        "holder": each.holder.name,
        "status_label": each.state.label,
        "valid_from": each.valid_from,
        "valid_to": each.valid_to,
    }


def _rating(each: Invitation) -> dict[str, Any]:
    return {
        "code": str(each.code),
        "service_label": each.get_service_display(),
        "agency": each.agency.short_name,
        "case_number": each.case_number,
        "is_open": each.status == InvitationStatus.OPEN,
    }
