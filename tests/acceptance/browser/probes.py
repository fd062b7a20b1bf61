"""What forms and links send: each probe was observed in Chromium, and holds for every driver."""

from typing import NamedTuple

GET, POST, MULTIPART = (
    '<form action="/echo/">',
    '<form action="/echo/" method="post">',
    '<form action="/echo/" method="post" enctype="multipart/form-data">',
)
GO = "<button>Go</button>"
LINES = "\n\nfirst\nsecond"


class Probe(NamedTuple):
    """A page, the button that is pressed on it, and what reaches the server.

    `sent` is the query of a GET, the body of a urlencoded or plain POST, and the texts (`POST` in
    Django) of a multipart one.
    """

    html: str
    sent: str | dict[str, list[str]]


PROBES = {
    # Which controls count
    "names and values": Probe(f"{GET}<input name=a value=1><input name=b>{GO}", "a=1&b="),
    "no name": Probe(f'{GET}<input value=1><input name="" value=2>{GO}', ""),
    "a disabled field": Probe(f"{GET}<input name=a disabled>{GO}", ""),
    "a read-only field": Probe(f"{GET}<input name=a value=1 readonly>{GO}", "a=1"),
    "a hidden field": Probe(f"{GET}<p hidden><input name=a value=1></p>{GO}", "a=1"),
    "a field in a template": Probe(f"{GET}<template><input name=a></template>{GO}", ""),
    "a field in noscript": Probe(f"{GET}<noscript><input name=a></noscript>{GO}", ""),
    "a disabled fieldset": Probe(
        f"{GET}<fieldset disabled><legend><input name=a value=1></legend>"
        f"<legend><input name=b></legend><input name=c><p><legend><input name=d></legend></p>"
        f"</fieldset>{GO}",
        "a=1",
    ),
    "a field of the same form elsewhere": Probe(
        f"<input name=a value=1 form=f><form id=f action=/echo/><input name=b value=2>"
        f"<input name=c form=other>{GO}</form><input name=d value=4 form=f>",
        "a=1&b=2&d=4",
    ),
    "the same name again": Probe(
        f"{GET}<input name=a value=2><input name=b value=3><input name=a value=1>{GO}",
        "a=2&b=3&a=1",
    ),
    "check boxes": Probe(
        f"{GET}<input type=checkbox name=a checked><input type=checkbox name=b>"
        f"<input type=checkbox name=c value=3 checked>{GO}",
        "a=on&c=3",
    ),
    "radio buttons": Probe(
        f"{GET}<input type=radio name=a value=1 checked><input type=radio name=a value=2 checked>"
        f"<input type=radio name=a value=3><input type=radio name=b>{GO}",
        "a=2",
    ),
    # Lists
    "a list": Probe(f"{GET}<select name=a><option>1<option>2</select>{GO}", "a=1"),
    "a list with a disabled first option": Probe(
        f"{GET}<select name=a><option disabled>1<option>2</select>{GO}", "a=2"
    ),
    "a list with a disabled choice": Probe(
        f"{GET}<select name=a><option>1<option selected disabled>2</select>{GO}", ""
    ),
    "a list with a disabled group": Probe(
        f"{GET}<select name=a><optgroup disabled><option>1</optgroup><option>2</select>{GO}", "a=2"
    ),
    "a list with two choices": Probe(
        f"{GET}<select name=a><option selected>1<option selected>2<option>3</select>{GO}", "a=2"
    ),
    "a list of several lines": Probe(
        f"{GET}<select name=a size=3><option>1<option>2</select>{GO}", ""
    ),
    "a multiple list": Probe(
        f"{GET}<select name=a multiple><option selected>1<option>2<option selected value=x>3"
        f"</select>{GO}",
        "a=1&a=x",
    ),
    "an option's text": Probe(
        f'{GET}<select name=a><option>  one \n two  </select><select name=b><option value="">x'
        f"</select>{GO}",
        "a=one+two&b=",
    ),
    "an empty list": Probe(f"{GET}<select name=a></select>{GO}", ""),
    # Buttons
    "the pressed button": Probe(
        f"{GET}<button name=a value=1>No</button><button name=b value=2>Go</button>"
        "<input type=submit name=c value=3>",
        "b=2",
    ),
    "an input as button": Probe(f"{GET}<input type=submit name=a value=Go>", "a=Go"),
    "a button of no known type": Probe(f"{GET}<button type=x name=a value=1>Go</button>", "a=1"),
    "a button without a value": Probe(f"{GET}<button name=a>Go</button>", "a="),
    "a button elsewhere": Probe(
        "<form id=f action=/echo/><input name=a value=1></form><button form=f name=b>Go</button>",
        "a=1&b=",
    ),
    "other buttons": Probe(
        f"{GET}<input type=button name=a value=1><input type=reset name=b value=2>{GO}", ""
    ),
    "the button's own method and address": Probe(
        '<form action="/nowhere/"><input name=a value=1>'
        '<button formaction="/echo/" formmethod="post">Go</button>',
        "a=1",
    ),
    "the button's own encoding": Probe(
        f"{POST}<input name=a value=1><button formenctype=multipart/form-data>Go</button>",
        {"a": ["1"]},
    ),
    # Addresses
    "a query is replaced": Probe(f'<form action="/echo/?x=1#y"><input name=a value=1>{GO}', "a=1"),
    "a query is kept": Probe(
        f'<form action="/echo/?x=1" method=post><input name=a value=1>{GO}', "a=1"
    ),
    "an address in spaces": Probe(f'<form action=" /echo/ "><input name=a value=1>{GO}', "a=1"),
    "a base": Probe(f'<base href="/b/c/"><form action="echo/"><input name=a>{GO}', "a="),
    "no known method": Probe(f"<form action=/echo/ method=put><input name=a>{GO}", "a="),
    # Texts
    "text area": Probe(
        f"{POST}<textarea name=a>{LINES}</textarea>{GO}", "a=%0D%0Afirst%0D%0Asecond"
    ),
    "text area with carriage returns": Probe(
        f"{POST}<textarea name=a>\r\nfirst\r\nsecond</textarea>{GO}", "a=first%0D%0Asecond"
    ),
    "text area with markup": Probe(
        f"{POST}<textarea name=a>&lt;b&gt; <i>x</textarea>{GO}", "a=%3Cb%3E+%3Ci%3Ex"
    ),
    "text area in multipart": Probe(
        f"{MULTIPART}<textarea name=a>{LINES}</textarea>{GO}", {"a": ["\r\nfirst\r\nsecond"]}
    ),
    "lines in a hidden field": Probe(
        f'{POST}<input type=hidden name=a value="1&#10;2">{GO}', "a=1%0D%0A2"
    ),
    "lines in an input": Probe(f'{POST}<input name=a value="1&#10;2">{GO}', "a=12"),
    "special characters": Probe(
        f'{POST}<input name="a b" value="é€*-._~!()\' +&amp;=">{GO}',
        "a+b=%C3%A9%E2%82%AC*-._%7E%21%28%29%27+%2B%26%3D",
    ),
    "plain text": Probe(
        f"<form action=/echo/ method=post enctype=text/plain><input name=a value='1 2&=é'>"
        f"<textarea name=b>{LINES}</textarea>{GO}",
        "a=1 2&=Ã©\r\nb=\r\nfirst\r\nsecond\r\n",
    ),
    "odd names in multipart": Probe(
        f'{MULTIPART}<input name="a&quot;b é" value=1>{GO}', {"a%22b é": ["1"]}
    ),
    "numbers": Probe(
        f"{GET}<input type=number name=a value=x><input type=number name=b value=1.5e3 step=any>"
        f"{GO}",
        "a=&b=1.5e3",
    ),
    "dates": Probe(
        f"{GET}<input type=date name=a value=2026-02-30><input type=date name=b value=2026-02-28>"
        f"<input type=time name=c value=25:00>{GO}",
        "a=&b=2026-02-28&c=",
    ),
    "addresses": Probe(
        f'{GET}<input type=email name=a value=" a@b "><input type=url name=b value=" http://x ">'
        f"{GO}",
        "a=a%40b&b=http%3A%2F%2Fx",
    ),
    "colours": Probe(
        f"{GET}<input type=color name=a><input type=color name=b value=#ABCDEF>{GO}",
        "a=%23000000&b=%23abcdef",
    ),
    "sliders": Probe(
        f"{GET}<input type=range name=a><input type=range name=b min=10 max=20>"
        f"<input type=range name=c min=10 value=7><input type=range name=d value=700>"
        f"<input type=range name=e value=7>{GO}",
        "a=50&b=15&c=10&d=100&e=7",
    ),
    "the character set": Probe(f"{POST}<input type=hidden name=_charset_>{GO}", "_charset_=UTF-8"),
    # Files
    "no file": Probe(
        f"{MULTIPART}<input type=file name=a><input type=file name=b multiple>{GO}",
        {"a": [""], "b": [""]},
    ),
    "no file without multipart": Probe(f"{POST}<input type=file name=a>{GO}", "a="),
}
