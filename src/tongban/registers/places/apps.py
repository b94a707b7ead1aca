from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "tongban.registers.places"
    label = "places"
