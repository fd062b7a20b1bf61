from behave import step
from behave.cucumber_expression import use_step_matcher_for_cucumber_expressions

use_step_matcher_for_cucumber_expressions()


@step("a {string} with a doc string:")
def a_string_with_a_doc_string(context, what):
    assert context.text == "Cucumis sativus"
