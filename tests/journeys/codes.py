"""Codes of a city for the pages that show them: people show theirs, others scan, a licence is shown, plates hang."""

from collections.abc import Callable
from datetime import date

from tongban.exchange.connectors.provincial_code.bound import BOUND as PROVINCE
from tongban.exchange.connectors.provincial_code.simulator import Simulator
from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import now
from tongban.registers.agencies.models import Agency, Division
from tongban.registers.codes.commands import Chosen, agree, end_plate, issue_plate, present, scan, show
from tongban.registers.codes.models import Scan, Showing
from tongban.registers.codes.ports import BOUND, PHONE_TO_PHONE, PLATFORMS, WINDOW
from tongban.registers.codes.queries import code_now, code_of_plate
from tongban.registers.codes.rules.scopes import presented_to
from tongban.registers.licenses.commands import Content, take_in
from tongban.registers.licenses.models import License, LicenseType
from tongban.registers.licenses.rules.validity import Term
from tongban.registers.parties.models import Party

Cast = Callable[[str], Actor]
FACE = {
    "holder_name": "李强",
    "sex": "男",
    "nation": "汉",
    "born_on": "1990-03-07",
    "id_number": "620201199003070017",
    "address": "嘉峪关市雄关街道样例路3号",
    "authority": "嘉峪关市公安局",
}


def people_the_codes(cast: Cast) -> dict[str, str]:
    """What the addresses need: showings of 李强, scans in each state, plates, a code of the province."""
    liqiang, maxiuying, zhouyou, wangfang = (cast(each) for each in ("liqiang", "maxiuying", "zhouyou", "wangfang"))
    own, hers = show(by=liqiang, at=now()), show(by=maxiuying, at=now())
    waiting = _scanned(own, PHONE_TO_PHONE, zhouyou)
    granted = agree(_scanned(hers, PHONE_TO_PHONE, liqiang), claims=["name"], by=maxiuying, at=now())
    at_desk = _scanned(hers, WINDOW, wangfang)
    agree(at_desk, claims=["name", "id_number"], by=maxiuying, at=now())
    presenting = present([Chosen(card_of(liqiang), ("holder_name", "nation"))], minutes=60, by=liqiang, at=now())
    seen = scan(code_now(presenting, at=now()).text, scope=presented_to("样例窗口"), by=wangfang, at=now())
    _bind_the_province()
    place = Division.objects.get(code="620201001001")
    plate, ended = (issue_plate(f"雄关街道样例路{each}号", division=place, by=SYSTEM, at=now()) for each in (11, 12))
    end_plate(ended, by=SYSTEM, at=now())
    return {
        "showing": str(own.public_id),
        "presenting": str(presenting.public_id),
        "scan_waiting": str(waiting.public_id),
        "scan_granted": str(granted.public_id),
        "scan_desk": str(at_desk.public_id),
        "scan_license": str(seen.public_id),
        "plate": str(plate.pk),
        "plate_ended": str(ended.pk),
        "plate_code": code_of_plate(plate).text,
        "provincial_code": Simulator().give("a1", at=now()),
    }


def _bind_the_province() -> None:
    """The simulated platform, as in the demo city."""
    PROVINCE.platform = PROVINCE.platform or Simulator()
    PLATFORMS[:] = [PROVINCE.platform]


def _scanned(showing: Showing, scene: str, by: Actor) -> Scan:
    scope = BOUND[0].scope_of(scene, by=by, at=now())
    showing.refresh_from_db()
    return scan(code_now(showing, at=now()).text, scope=scope, by=by, at=now())


def card_of(holder: Actor) -> License:
    """The identity card of somebody of the cast, as a sample."""
    return take_in(
        LicenseType.objects.get(key="id_card"),
        holder=Party.objects.get(pk=holder.party_id),
        issuer=Agency.objects.get(key="public-security"),
        content=Content(FACE, Term(date(2020, 3, 7), date(2040, 3, 6))),
        serial="20200000006",
        by=SYSTEM,
        at=now(),
    )
