"""The first who is asked answers for it (首问负责): contacts, their register, shifts, and coaching before filing."""
