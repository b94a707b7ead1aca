"""Addresses of the lines to other systems (对接线路): what was given up, what the province handed over."""

from django.urls import path

from . import line_simulators, payment_days, provincial_orders, provincial_tasks, undelivered

ADDRESSES = [
    path("console/systems/undelivered", undelivered.letters, name="console-undelivered"),
    path("console/systems/undelivered/<row:pk>/<slug:verb>", undelivered.take, name="console-undelivered-take"),
    path("console/systems/parked/replay", undelivered.replay_all, name="console-parked-all"),
    path("console/systems/parked/<row:pk>/<slug:verb>", undelivered.take_parked, name="console-parked-take"),
    path("console/payments/days", payment_days.payment_days, name="console-payment-days"),
    path("console/payments/compare", payment_days.compare_day, name="console-payment-day-compare"),
    path("console/systems/simulators/<slug:line>", line_simulators.line_simulator, name="console-line-simulator"),
    path("console/payments/days/<slug:day>", payment_days.payment_day, name="console-payment-day"),
    path("console/hotline/province", provincial_orders.orders, name="console-provincial-orders"),
    path("console/hotline/province/collect", provincial_orders.collect_now, name="console-provincial-order-collect"),
    path(
        "console/hotline/province/hand-over",
        provincial_orders.hand_one_over,
        name="console-provincial-order-hand-over",
    ),
    path("console/redresses/province", provincial_tasks.tasks, name="console-provincial-tasks"),
    path("console/redresses/province/collect", provincial_tasks.collect_now, name="console-provincial-task-collect"),
    path(
        "console/redresses/province/simulator",
        provincial_tasks.simulator,
        name="console-provincial-task-simulator",
    ),
    path(
        "console/redresses/province/simulator/hand-down",
        provincial_tasks.hand_one_down,
        name="console-provincial-task-hand-down",
    ),
]
