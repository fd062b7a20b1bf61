from datetime import UTC, datetime, timedelta

import time_machine

from features.support.posts import noon


def travel_to(context, date):
    """Set the clock for the rest of the scenario to noon of a date; it goes on ticking."""
    _travel(context, noon(date))


def travel_to_tomorrow(context):
    """Let a day pass."""
    _travel(context, datetime.now(UTC) + timedelta(days=1))


def _travel(context, moment):
    traveller = time_machine.travel(moment, tick=True)
    traveller.start()
    context.add_cleanup(traveller.stop)
