"""The browser that step definitions use: one interface, drivers that behave alike."""

from acceptance.browser.drivers import driver_of_the_run
from acceptance.browser.fast import FastBrowser
from acceptance.browser.interface import (
    Browser,
    Hop,
    Image,
    NotOnPage,
    Part,
    Refused,
    ShowingBrowser,
)

__all__ = [
    "Browser",
    "FastBrowser",
    "Hop",
    "Image",
    "NotOnPage",
    "Part",
    "Refused",
    "ShowingBrowser",
    "driver_of_the_run",
]
