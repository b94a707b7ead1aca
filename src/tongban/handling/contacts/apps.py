"""The application of first contacts (首问)."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "tongban.handling.contacts"
    label = "contacts"
