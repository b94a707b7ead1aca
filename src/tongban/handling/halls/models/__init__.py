"""The tables of halls (大厅)."""

from .guiding import Guidance, GuideTick, GuideTurn
from .managing import Consultation, ExtendedSession, Overtime, SessionDuty, WindowSkill, Zone
from .numbers import Appointment, AppointmentSlot, Kiosk, LastNumber, Ticket, WindowPause

__all__ = [
    "Appointment",
    "AppointmentSlot",
    "Consultation",
    "ExtendedSession",
    "Guidance",
    "GuideTick",
    "GuideTurn",
    "Kiosk",
    "LastNumber",
    "Overtime",
    "SessionDuty",
    "Ticket",
    "WindowPause",
    "WindowSkill",
    "Zone",
]
