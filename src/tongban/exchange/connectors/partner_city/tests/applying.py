"""Applications that the other city received for us: complete, with an electronic copy of each material."""

import base64

from tongban.exchange.connectors.partner_city.simulator import closed_part
from tongban.handling.crossing.rules.agreements import matches
from tongban.registers.catalog.checklist import checklist
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import current_guides
from tongban.registers.documents.tests import samples
from tongban.running.demo_city.filling import filled_form, first_situation

APPLICANT = {"name": "陈远（样例）", "id_kind": "id_card", "id_number": "620201198803150015", "phone": "13800000002"}


def guide_for(short: str) -> Guide:
    return next(each for each in current_guides() if matches(each.option_code, short))


def option_code(short: str) -> str:
    return guide_for(short).option_code


def closed_part_for(short: str) -> str:
    option = guide_for(short).option
    answers = first_situation(option)
    needed = [each.material for each in checklist(option, answers, held={}).needed]
    copy = base64.b64encode(samples.picture()).decode()
    return closed_part(
        APPLICANT,
        answers=answers,
        form=filled_form(option, {"applicant.name": APPLICANT["name"]}),
        materials=[{"code": each.code, "name": each.name, "content": copy} for each in needed],
    )
