from unittest import SkipTest

from behave import step
from behave.cucumber_expression import use_step_matcher_for_cucumber_expressions

use_step_matcher_for_cucumber_expressions()


@step("I skip a step")
def i_skip_a_step(context):
    raise SkipTest("not here")
