from behave import step
from behave.cucumber_expression import use_step_matcher_for_cucumber_expressions

use_step_matcher_for_cucumber_expressions()


@step("the following table is transposed:")
def the_following_table_is_transposed(context):
    rows = [context.table.headings, *context.table.rows]
    context.transposed = [list(column) for column in zip(*rows, strict=True)]


@step("it should be:")
def it_should_be(context):
    rows = [context.table.headings, *context.table.rows]
    assert [list(row) for row in rows] == context.transposed
