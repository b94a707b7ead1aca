"""Applications that the other city received for us: complete, with an electronic copy of each material."""

import base64

from tongban.exchange.connectors.partner_city.simulator import closed_part
from tongban.handling.crossing.rules.agreements import matches
from tongban.registers.catalog.checklist import checklist
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import current_guides
from tongban.registers.documents.tests import samples

APPLICANT = {"name": "陈远（样例）", "id_kind": "id_card", "id_number": "620201198803150010", "phone": "15400000092"}


SITUATIONS = {
    "000511014000-01": {"has_card": "yes", "kind": "care"},
    "000109147003-01": {"ground": "house", "with_family": "no"},
}
FORMS = {
    "000511014000-01": {
        "name": APPLICANT["name"],
        "id_number": APPLICANT["id_number"],
        "phone": APPLICANT["phone"],
        "card_number": "62020119880315001043",
        "bank_account": "6222020000000000000",
    },
}


def guide_for(short: str) -> Guide:
    return next(each for each in current_guides() if matches(each.option_code, short))


def option_code(short: str) -> str:
    return guide_for(short).option_code


def closed_part_for(short: str) -> str:
    option = guide_for(short).option
    answers = SITUATIONS[short]
    needed = [each.material for each in checklist(option, answers, held={}).needed]
    copy = base64.b64encode(samples.picture()).decode()
    return closed_part(
        APPLICANT,
        answers=answers,
        form=FORMS.get(short, {}),
        materials=[{"code": each.code, "name": f"{each.name}.png", "content": copy} for each in needed],
    )
