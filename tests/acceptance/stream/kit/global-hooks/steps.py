from behave import step
from behave.cucumber_expression import use_step_matcher_for_cucumber_expressions

use_step_matcher_for_cucumber_expressions()


@step("a step passes")
def a_step_passes(context):
    pass


@step("a step fails")
def a_step_fails(context):
    raise ValueError("Exception in step")
