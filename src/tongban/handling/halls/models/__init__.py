"""The tables of halls (大厅)."""

from .managing import Consultation, ExtendedSession, Overtime, SessionDuty, WindowSkill, Zone
from .numbers import Appointment, AppointmentSlot, Kiosk, LastNumber, Ticket, WindowPause

__all__ = [
    "Appointment",
    "AppointmentSlot",
    "Consultation",
    "ExtendedSession",
    "Kiosk",
    "LastNumber",
    "Overtime",
    "SessionDuty",
    "Ticket",
    "WindowPause",
    "WindowSkill",
    "Zone",
]
