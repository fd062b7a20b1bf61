"""What the pages of a browser can reach: the site, from wherever the browser runs, and no more."""

from typing import Any

from playwright.async_api import Browser, Error

from acceptance.browser.chromium.launching import TUNNEL, Choice, NoBrowser
from acceptance.browser.chromium.site import LOOPBACK, Site

CLOSED_PORT = "http://127.0.0.1:9"
# What Chromium makes of an answer without a page: the site turns away whom it does not know.
_TURNED_AWAY = "net::ERR_HTTP_RESPONSE_CODE_FAILURE"


def seclusion(choice: Choice, site: Site) -> dict[str, Any]:
    """Return the options of a context whose pages reach nothing but the site's neighbours."""
    if _is_tunnelled(choice, site):
        return {}  # a tunnel leads to this machine alone, and a proxy would lead past it
    # Nobody listens there: all that is not on this machine ends at once. The machine of a browser
    # elsewhere is another one, so its loopback is not to be taken for granted.
    bypass = ",".join(("<-loopback>", *site.neighbours))
    return {"proxy": {"server": CLOSED_PORT, "bypass": bypass}}


async def require_way(browser: Browser, choice: Choice, site: Site) -> None:
    """Raise `NoBrowser` if a browser elsewhere does not reach the site."""
    address = site.address
    if _is_tunnelled(choice, site):  # the browser's own machine is a localhost, too
        address = address.replace(LOOPBACK, TUNNEL)
    page = await browser.new_page(**seclusion(choice, site))
    try:
        await page.goto(address)
    except Error as error:
        if _TURNED_AWAY not in error.message:
            raise NoBrowser(_describe(error, choice, site)) from None
    await page.close()


def _is_tunnelled(choice: Choice, site: Site) -> bool:
    return choice.is_tunnel and site.is_local


def _describe(error: Error, choice: Choice, site: Site) -> str:
    reason = error.message.splitlines()[0].removeprefix("Page.goto: ")
    advice = "name this machine, as the browser's knows it, with --site-host"
    if _is_tunnelled(choice, site):
        advice += ", or start the server with run-server, not with launch-server"
    return f"The browser at {choice.address} does not reach the site: {reason}; {advice}"
