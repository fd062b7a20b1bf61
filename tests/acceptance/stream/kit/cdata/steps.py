from behave import step
from behave.cucumber_expression import use_step_matcher_for_cucumber_expressions

use_step_matcher_for_cucumber_expressions()


@step("I have {int} <![CDATA[cukes]]> in my belly")
def i_have_int_cdata_cukes_in_my_belly(context, count):
    pass
