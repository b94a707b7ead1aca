from django.apps import AppConfig


class SceneTerminalsConfig(AppConfig):
    name = "tongban.exchange.connectors.scene_terminals"
    label = "scene_terminals"
