"""The addresses of the scenes of codes (用码场景): the register, its coverage, the switch, simulated terminals."""

from django.urls import path

from . import scenes

ADDRESSES = [
    path("console/scenes", scenes.register, name="console-scenes"),
    path("console/scenes/coverage", scenes.coverage_ledger, name="console-scene-coverage"),
    path("console/scenes/<row:pk>", scenes.scene, name="console-scene"),
    path("console/scenes/<row:pk>/acts/<slug:verb>", scenes.take, name="console-scene-take"),
    path("console/scenes/<row:pk>/simulator", scenes.simulator, name="console-scene-simulator"),
    path("console/scenes/<row:pk>/simulator/<uuid:key>", scenes.seen, name="console-scene-seen"),
]
