"""The application of results by post (寄送)."""

from django.apps import AppConfig


class PostingConfig(AppConfig):
    name = "tongban.handling.posting"
    label = "posting"
