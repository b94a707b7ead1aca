"""Receiving, handing over, taking over, returning (收件、移交、签收、送回)."""
