import time_machine

from features.support.posts import noon


def travel_to(context, date):
    """Set the clock for the rest of the scenario to noon of a date; it goes on ticking."""
    traveller = time_machine.travel(noon(date), tick=True)
    traveller.start()
    context.add_cleanup(traveller.stop)
