"""What the register answers instead of the applicant (登记簿能回答的): which licences they hold; for the one form."""

from datetime import date

from tongban.registers.bundles.rules.content import Content
from tongban.registers.licenses.queries import usable


def holding(content: Content, party_id: int | None, *, on: date) -> dict[str, str]:
    """For each condition that the register answers: yes or no (one statement; none where the bundle has no such)."""
    types = {each.license_type for each in content.held}
    if not types:
        return {}
    mine = {each.type.key for each in usable(party_id, types, on=on)} if party_id is not None else set()
    return {each.code: "yes" if each.license_type in mine else "no" for each in content.held}
