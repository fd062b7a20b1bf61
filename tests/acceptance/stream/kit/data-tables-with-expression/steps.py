from behave import step
from behave.cucumber_expression import use_step_matcher_for_cucumber_expressions

use_step_matcher_for_cucumber_expressions()


@step("a {string} with a table")
def a_string_with_a_table(context, what):
    assert context.table.headings[1] == "Cucumis sativus"
