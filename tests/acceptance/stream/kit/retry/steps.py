from behave import step
from behave.cucumber_expression import use_step_matcher_for_cucumber_expressions

use_step_matcher_for_cucumber_expressions()


@step("a step that always passes")
def a_step_that_always_passes(context):
    pass


@step("a step that passes the second time")
def a_step_that_passes_the_second_time(context):
    context.feature.second += 1
    assert context.feature.second == 2


@step("a step that passes the third time")
def a_step_that_passes_the_third_time(context):
    context.feature.third += 1
    assert context.feature.third == 3


@step("a step that always fails")
def a_step_that_always_fails(context):
    raise ValueError("Exception in step")
