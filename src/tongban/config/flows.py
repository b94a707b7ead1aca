"""Every flow of the house: read by the diagrams, the index of legal bases and the test that walks them."""

from tongban.exchange.connectors.provincial_data.rules import BATCHES as RETURNED_BATCH
from tongban.exchange.resolving.rules.flow import PAIRS as SUBJECT_PAIR
from tongban.exchange.sharing.rules.flow import DEMANDS, SHARING
from tongban.foundation.kernel.flow import Flow
from tongban.handling.assistance.rules.flow import FLOW as ASSISTANCE
from tongban.handling.benefits.rules.flow import DRAFTS as POLICY_DRAFTS
from tongban.handling.benefits.rules.flow import GRANTS as BENEFIT_GRANTS
from tongban.handling.bundles.rules.flow import FLOW as BUNDLE_CASE
from tongban.handling.cases.rules.flow import FLOW as CASE
from tongban.handling.contacts.rules.flow import FLOW as FIRST_CONTACT
from tongban.handling.crossing.rules.flow import FLOW as CROSSING
from tongban.handling.devices.rules.rollouts import ROLLOUTS
from tongban.handling.devices.rules.states import FAULTS
from tongban.handling.dossiers.rules.destruction import FLOW as DESTRUCTION
from tongban.handling.fees.rules.flow import CHARGES, DAYS, ORDERS, TILLS
from tongban.handling.financing.rules.flow import BANK_FLOW as FINANCING_BANK
from tongban.handling.financing.rules.flow import MATCH_FLOW as FINANCING_MATCH
from tongban.handling.financing.rules.flow import NEED_FLOW as FINANCING_NEED
from tongban.handling.financing.rules.flow import PROOF_FLOW as FINANCING_PROOF
from tongban.handling.halls.rules.flow import APPOINTMENTS, GUIDANCES, KIOSKS, SESSIONS, TICKETS
from tongban.handling.intermediaries.rules.flow import AGENCY_FLOW as INTERMEDIARY
from tongban.handling.intermediaries.rules.flow import ALERT_FLOW as CONCENTRATION
from tongban.handling.intermediaries.rules.flow import ITEM_FLOW as INTERMEDIARY_CREDIT
from tongban.handling.intermediaries.rules.flow import NEED_FLOW as INTERMEDIARY_NEED
from tongban.handling.interpretations.rules.flow import FLOW as INTERPRETATION
from tongban.handling.outreach.rules.flow import FLOW as OUTREACH
from tongban.handling.posting.rules.flow import FLOW as SHIPMENT
from tongban.handling.projects.rules.flow import FLOW as PROJECT
from tongban.oversight.evaluations.rules.flow import EVALUATIONS, REDRESSES
from tongban.oversight.hotline.rules.flow import FLOW as WORK_ORDER
from tongban.oversight.incidents.rules.flow import DRILLS, INCIDENTS
from tongban.oversight.reading.rules.flow import FINDING_FLOW as LOOK_FINDING
from tongban.oversight.reading.rules.flow import QUESTION_FLOW as READ_QUESTION
from tongban.oversight.regulation.rules.flow import CHECK_FLOW as COMMITMENT_CHECK
from tongban.oversight.regulation.rules.flow import CREDIT_FLOW as CREDIT
from tongban.oversight.regulation.rules.interplay_flow import CANCELLED_TASK_FLOW, PROPOSAL_FLOW, PUSH_FLOW
from tongban.oversight.supervision.rules.flow import CARDS, URGES
from tongban.oversight.supervision.rules.issues import ISSUES
from tongban.oversight.supervision.rules.plan_flow import TARGETS
from tongban.oversight.workforce.rules.checking import CHECKS as DAILY_CHECKS
from tongban.oversight.workforce.rules.leave import LEAVES
from tongban.oversight.workforce.rules.levels import EXAMS
from tongban.oversight.workforce.rules.rostering import ROSTERS
from tongban.oversight.workforce.rules.training import QUESTIONS, TRAININGS
from tongban.registers.answers.rules.flow import FLOW as GUIDE_TASK
from tongban.registers.bundles.rules.flow import FLOW as BUNDLE_DRAFT
from tongban.registers.codes.rules.flow import FLOW as SCAN
from tongban.registers.compiling.rules.flow import FLOW as LIST_DRAFT
from tongban.registers.documents.rules.wording import FLOW as PAPER_WORDING
from tongban.registers.licenses.rules.corrections import CORRECTION_FLOW as LICENSE_CORRECTION
from tongban.registers.licenses.rules.flow import FLOW as LICENSE
from tongban.registers.lists.rules.flow import FLOW as LIST_EDITION
from tongban.registers.norms.rules.cleanup import CLEANUP
from tongban.registers.norms.rules.flow import FLOW as NORM_ALERT
from tongban.registers.parity.rules.flow import FLOW as RECTIFICATION
from tongban.registers.places.rules.signs import SIGNS
from tongban.registers.resources.rules.census import CENSUS
from tongban.registers.resources.rules.flow import RESOURCES
from tongban.registers.scenes.rules.flow import FLOW as SCENE
from tongban.registers.upkeep.rules.flow import FLOW as REPORT

FLOWS: dict[str, Flow] = {
    "case": CASE,
    "list-draft": LIST_DRAFT,
    "list-edition": LIST_EDITION,
    "bundle-draft": BUNDLE_DRAFT,
    "norm-alert": NORM_ALERT,
    "norm-review": CLEANUP,
    "rectification": RECTIFICATION,
    "report": REPORT,
    "guide-task": GUIDE_TASK,
    "data-resource": RESOURCES,
    "data-demand": DEMANDS,
    "census-sheet": CENSUS,
    "returned-batch": RETURNED_BATCH,
    "subject-pair": SUBJECT_PAIR,
    "sharing-request": SHARING,
    "commitment-check": COMMITMENT_CHECK,
    "credit": CREDIT,
    "supervision-push": PUSH_FLOW,
    "ending-proposal": PROPOSAL_FLOW,
    "cancelled-task": CANCELLED_TASK_FLOW,
    "assistance": ASSISTANCE,
    "license": LICENSE,
    "scan": SCAN,
    "scene": SCENE,
    "license-correction": LICENSE_CORRECTION,
    "first-contact": FIRST_CONTACT,
    "card": CARDS,
    "urge": URGES,
    "target": TARGETS,
    "issue": ISSUES,
    "bundle-case": BUNDLE_CASE,
    "project": PROJECT,
    "crossing": CROSSING,
    "outreach": OUTREACH,
    "work-order": WORK_ORDER,
    "intermediary": INTERMEDIARY,
    "intermediary-need": INTERMEDIARY_NEED,
    "intermediary-credit": INTERMEDIARY_CREDIT,
    "concentration": CONCENTRATION,
    "financing-bank": FINANCING_BANK,
    "financing-need": FINANCING_NEED,
    "financing-match": FINANCING_MATCH,
    "financing-proof": FINANCING_PROOF,
    "charge": CHARGES,
    "till": TILLS,
    "payment-order": ORDERS,
    "payment-day": DAYS,
    "shipment": SHIPMENT,
    "ticket": TICKETS,
    "appointment": APPOINTMENTS,
    "kiosk": KIOSKS,
    "sign": SIGNS,
    "terminal-fault": FAULTS,
    "terminal-rollout": ROLLOUTS,
    "session": SESSIONS,
    "guidance": GUIDANCES,
    "evaluation": EVALUATIONS,
    "redress": REDRESSES,
    "incident": INCIDENTS,
    "drill": DRILLS,
    "read-question": READ_QUESTION,
    "look-finding": LOOK_FINDING,
    "destruction": DESTRUCTION,
    "paper-wording": PAPER_WORDING,
    "policy-draft": POLICY_DRAFTS,
    "interpretation": INTERPRETATION,
    "benefit-grant": BENEFIT_GRANTS,
    "roster": ROSTERS,
    "leave": LEAVES,
    "training": TRAININGS,
    "clerk-question": QUESTIONS,
    "daily-check": DAILY_CHECKS,
    "exam": EXAMS,
}
