"""How the applicant wants the result (领证方式), where the application says so beyond doubt."""

from tongban.handling.cases.models import Case, Material, MaterialState

from .forms import lodged_form

WISH, ELECTRONIC = "copies_wanted", "electronic"


def wants_electronic_only(case: Case) -> bool:
    """Did the applicant tick «electronic only» (只要电子证照)? An answer that is not there is not guessed."""
    return bool(lodged_form(case).get(WISH) == ELECTRONIC)


def open_gap(case: Case) -> list[Material]:
    """The deferred materials that are still to come (容缺材料), in the order of the list."""
    return list(case.materials.filter(state=MaterialState.DEFERRED, replaced_at=None).order_by("id"))


def owes_materials(case: Case) -> bool:
    """Are deferred materials still to come (容缺材料未补齐)? Then nothing is handed over yet."""
    return case.materials.filter(state=MaterialState.DEFERRED, replaced_at=None).exists()
