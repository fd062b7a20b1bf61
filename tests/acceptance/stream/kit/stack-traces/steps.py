from behave import step
from behave.cucumber_expression import use_step_matcher_for_cucumber_expressions

use_step_matcher_for_cucumber_expressions()


@step("a step throws an exception")
def a_step_throws_an_exception(context):
    raise ValueError("BOOM")
