"""A case and what hangs on it (办件): clocks, materials, notices, special procedures, promises, the decision."""

from .case import Case, Channel, Draft, Outcome
from .clocks import Alert, Clock
from .decided import Delivery, DispatchTable, Opinion, SpecialRun
from .deferrals import Deferral
from .materials import Material, MaterialFile, MaterialState, MaterialVerdict
from .promised import Commitment, SignedBy
from .specials import InspectionPhoto, InspectionRecord, QuotaPlace, Signature, Slot, SlotOfficer, SlotStatus
from .tellings import PrecheckResult, TellingOverride
from .told import BlockedAsk, CorrectionNotice, OverdueExplanation, UnlistedStep

__all__ = [
    "Alert",
    "BlockedAsk",
    "Case",
    "Channel",
    "Clock",
    "Commitment",
    "CorrectionNotice",
    "Deferral",
    "Delivery",
    "DispatchTable",
    "Draft",
    "InspectionPhoto",
    "InspectionRecord",
    "Material",
    "MaterialFile",
    "MaterialState",
    "MaterialVerdict",
    "Opinion",
    "Outcome",
    "OverdueExplanation",
    "PrecheckResult",
    "QuotaPlace",
    "Signature",
    "SignedBy",
    "Slot",
    "SlotOfficer",
    "SlotStatus",
    "SpecialRun",
    "TellingOverride",
    "UnlistedStep",
]
