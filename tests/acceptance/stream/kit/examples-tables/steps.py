from behave import step
from behave.cucumber_expression import use_step_matcher_for_cucumber_expressions

use_step_matcher_for_cucumber_expressions()


@step("there are {int} cucumbers")
def there_are_int_cucumbers(context, count):
    context.count = count


@step("there are {int} friends")
def there_are_int_friends(context, count):
    context.friends = count


@step("I eat {int} cucumbers")
def i_eat_int_cucumbers(context, count):
    context.count -= count


@step("I should have {int} cucumbers")
def i_should_have_int_cucumbers(context, count):
    assert context.count == count


@step("each person can eat {int} cucumbers")
def each_person_can_eat_int_cucumbers(context, share):
    assert context.count // (1 + context.friends) == share
