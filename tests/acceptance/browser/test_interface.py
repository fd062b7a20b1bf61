import inspect

import pytest

from acceptance.browser import Browser, FastBrowser, Part
from acceptance.browser.chromium.browser import ChromiumBrowser
from acceptance.browser.interface import ShowingBrowser
from acceptance.browser.parts import PagePart


def members(interface):
    return {name: member for name, member in inspect.getmembers(interface) if name[0] != "_"}


@pytest.mark.parametrize(
    ("interface", "driver"),
    [(Browser, FastBrowser), (ShowingBrowser, ChromiumBrowser), (Part, PagePart)],
)
def test_a_driver_offers_the_interface_and_no_more(interface, driver):
    offered, wanted = members(driver), members(interface)

    assert offered.keys() == wanted.keys()
    for name, member in wanted.items():
        assert isinstance(offered[name], property) == isinstance(member, property)
        if not isinstance(member, property):
            parameters = inspect.signature(member).parameters.values()
            assert list(inspect.signature(offered[name]).parameters.values()) == list(parameters)
