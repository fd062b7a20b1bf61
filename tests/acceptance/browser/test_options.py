import argparse

import pytest
from django.core.management.base import CommandError

from acceptance.browser.options import add_browser_options, check_browser_options


def parse(*arguments):
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_browser_options(parser)
    return vars(parser.parse_args(arguments))


def refusal_of(*arguments):
    with pytest.raises(CommandError) as refusal:
        check_browser_options(parse(*arguments))
    assert refusal.value.returncode == 2
    return str(refusal.value)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--browser"],
        ["--browser", "--headed", "--slow-mo=200"],
        ["--browser", "--browser-url=ws://127.0.0.1:3000/"],
        ["--browser", "--browser-url=ws://127.0.0.1:3000/", "--site-host=here.example"],
        ["--browser", "--browser-url=https://grid.example/wd/hub", "--site-host=127.0.0.2"],
    ],
)
def test_options_that_go_together_are_taken(arguments):
    check_browser_options(parse(*arguments))


@pytest.mark.parametrize(
    "option", ["--headed", "--slow-mo=1", "--browser-url=ws://here.example", "--site-host=here"]
)
def test_every_option_needs_a_browser(option):
    name, _, _ = option.partition("=")

    assert refusal_of(option) == f"{name} goes with --browser"


def test_windows_elsewhere_cannot_be_shown_here():
    refusal = refusal_of("--browser", "--headed", "--browser-url=ws://there.example")

    assert refusal == "--headed shows windows on this machine; --browser-url uses another one"


def test_only_a_browser_elsewhere_needs_a_name_for_this_machine():
    assert refusal_of("--browser", "--site-host=here") == "--site-host goes with --browser-url"


@pytest.mark.parametrize(
    "address",
    [
        "there.example:3000",
        "ftp://there.example",
        "ws://",
        "ws://[::1",
        "ws://there:port",
        "ws://a:0",
    ],
)
def test_what_is_no_address_of_a_browser_is_refused(address):
    with pytest.raises(argparse.ArgumentError, match="is no address of a browser; ws://HOST:PORT"):
        parse("--browser-url", address)


@pytest.mark.parametrize("text", ["fast", "-1", "1.5", ""])
def test_what_is_no_number_of_milliseconds_is_refused(text):
    with pytest.raises(argparse.ArgumentError, match=f'"{text}" is no number of milliseconds'):
        parse(f"--slow-mo={text}")


def test_without_playwright_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setattr("acceptance.browser.options.find_spec", lambda name: None)

    assert "pip install -r requirements-browser.txt" in refusal_of("--browser")
