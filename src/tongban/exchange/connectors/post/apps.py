from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "tongban.exchange.connectors.post"
    label = "post"
