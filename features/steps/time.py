from behave import step

from features.support.clock import travel_to


@step("it is {date:Date}")
def it_is(context, date):
    """Set the clock to noon of a date; it goes on from there."""
    travel_to(context, date)
