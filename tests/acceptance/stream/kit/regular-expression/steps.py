from behave import step, use_step_matcher

use_step_matcher("re0")


@step(r"^a (.*?)(?: and a (.*?))?(?: and a (.*?))?$")
def a_cucumber(context, *vegetables):
    pass
