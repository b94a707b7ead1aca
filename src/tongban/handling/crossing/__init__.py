"""Matters handled across provinces (跨省通办): received in one place, decided in another."""
