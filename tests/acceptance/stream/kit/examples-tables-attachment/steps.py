from pathlib import Path

from behave import step
from behave.cucumber_expression import use_step_matcher_for_cucumber_expressions

use_step_matcher_for_cucumber_expressions()


@step("a JPEG image is attached")
def a_jpeg_image_is_attached(context):
    context.attach(
        "image/jpeg", Path("samples/examples-tables-attachment/cucumber.jpeg").read_bytes()
    )


@step("a PNG image is attached")
def a_png_image_is_attached(context):
    context.attach(
        "image/png", Path("samples/examples-tables-attachment/cucumber.png").read_bytes()
    )
