"""Every test of the demo city begins before the city is loaded."""

from tongban.registers.parties.tests.empty_house import empty_house

__all__ = ["empty_house"]
