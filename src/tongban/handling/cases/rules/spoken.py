"""Which words of the office are read before they are sent (对外文字), and which are not, each with its reason; R-047.

Everything else that a step of the office asks for in free text is read: it stands on a paper, in a message, on the
applicant's page or on the result.
"""

from collections.abc import Mapping

AMONG_COLLEAGUES = "colleagues say it to one another; the applicant sees neither the words nor the entry's facts"
NOT_READ: Mapping[str, str] = {
    **dict.fromkeys(("reassign", "examine", "review", "rework"), AMONG_COLLEAGUES),
    "add_unlisted_step": "the one way to ask for more: the head's own, in public, with its reason (清单外环节)",
    "collect": "a name and a number, each held against the register before anything leaves the window",
    "revoke": "by the system, with the words of the revocation's own procedure (撤销决定书)",
    "choose_deferral": "the applicant's own choice; the window brings their code or their paper",
    "withdraw_commitment": "the applicant's own will; the window brings their code or their paper",
    "dispute_explanation": "the applicant's own words",
}
