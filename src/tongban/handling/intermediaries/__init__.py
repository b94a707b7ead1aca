"""Intermediary services (中介服务): agencies with open guides, needs, free and verifiable choice, contracts, credit."""
