"""What browsers do with forms, files, links, redirects and errors.

Each probe was observed in Chromium, and holds for every driver.
"""

from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

GET, POST, MULTIPART = (
    '<form action="/echo/">',
    '<form action="/echo/" method="post">',
    '<form action="/echo/" method="post" enctype="multipart/form-data">',
)
GO = "<button>Go</button>"
LINES = "\n\nfirst\nsecond"


class Probe(NamedTuple):
    """A page, what a person does on it before pressing "Go", and what then reaches the server.

    `sent` is the query of a GET, the body of a urlencoded or plain POST, and the texts (`POST` in
    Django) of a multipart one.
    """

    html: str
    sent: str | dict[str, list[str]]
    done: tuple[tuple[str, ...], ...] = ()


class Upload(NamedTuple):
    """Files for each time that some are chosen, and the names, types and contents that are sent."""

    chosen: tuple[tuple[ContentFile | SimpleUploadedFile, ...], ...]
    sent: list[tuple[str, str, str]]
    several: bool = False


class Journey(NamedTuple):
    """What somebody does on a page, and the answers on the way: each a status and a path.

    The page is at `/blog/posts/?page=1`. `visit` needs none.
    """

    html: str
    act: tuple[str, str]
    hops: list[tuple[int, str]]


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
    # What a person types
    "typed lines": Probe(
        f"{POST}<label>A <textarea name=a></textarea></label>{GO}",
        "a=1%0D%0A2",
        (("fill", "A", "1\n2"),),
    ),
    "typed lines with any end": Probe(
        f"{POST}<label>A <textarea name=a></textarea></label>{GO}",
        "a=1%0D%0A2%0D%0A3",
        (("fill", "A", "1\r\n2\r3"),),
    ),
    "typed empty lines": Probe(
        f"{POST}<label>A <textarea name=a>\nold</textarea></label>{GO}",
        "a=%0D%0A%0D%0A1%0D%0A",
        (("fill", "A", "\n\n1\n"),),
    ),
    "a text area that is emptied": Probe(
        f"{POST}<label>A <textarea name=a>old</textarea></label>{GO}",
        "a=",
        (("fill", "A", ""),),
    ),
    "typed emoji": Probe(
        f"{POST}<label>A <input name=a maxlength=4></label>{GO}",
        "a=%F0%9F%98%80+%C3%A9",
        (("fill", "A", "😀 é"),),
    ),
    "typed lines up to maxlength": Probe(
        f"{POST}<label>A <textarea name=a maxlength=3></textarea></label>{GO}",
        "a=1%0D%0A2",
        (("fill", "A", "1\n2"),),
    ),
    "odd spaces": Probe(
        f"{POST}<label>A <input name=a></label>{GO}",
        "a=+a%E2%80%A8b%C2%A0c%09d+",
        (("fill", "A", " a\u2028b\u00a0c\td "),),
    ),
    "a typed number": Probe(
        f"{GET}<label>A <input type=number name=a step=any></label>{GO}",
        "a=007.50",
        (("fill", "A", "007.50"),),
    ),
    "a typed time": Probe(
        f"{GET}<label>A <input type=time name=a step=1></label>{GO}",
        "a=12%3A30%3A05",
        (("fill", "A", "12:30:05"),),
    ),
    "a typed date and time": Probe(
        f"{GET}<label>A <input type=datetime-local name=a></label>{GO}",
        "a=2026-05-04T12%3A30",
        (("fill", "A", "2026-05-04 12:30:00"),),
    ),
    "a typed month": Probe(
        f"{GET}<label>A <input type=month name=a></label>{GO}",
        "a=2026-05",
        (("fill", "A", "2026-05"),),
    ),
    "a typed week": Probe(
        f"{GET}<label>A <input type=week name=a></label>{GO}",
        "a=2026-W19",
        (("fill", "A", "2026-W19"),),
    ),
    "something beside the proposals": Probe(
        f"{GET}<label>A <input name=a list=l></label><datalist id=l><option>1</datalist>{GO}",
        "a=2",
        (("fill", "A", "2"),),
    ),
    "a field in details that were closed again": Probe(
        f"{GET}<details><summary>More</summary><label>A <input name=a></label></details>{GO}",
        "a=1",
        (("press", "More"), ("fill", "A", "1"), ("press", "More")),
    ),
    "typed and reset": Probe(
        f"{GET}<label>A <input name=a value=old></label><input type=reset>{GO}",
        "a=old",
        (("fill", "A", "new"), ("press", "Reset")),
    ),
    # What a person chooses
    "a chosen option": Probe(
        f"{GET}<label>A <select name=a><optgroup label=x><option value=1>One</optgroup><option>2"
        f"</select></label>{GO}",
        "a=2",
        (("choose", "A", "2"),),
    ),
    "an option of a group": Probe(
        f"{GET}<label>A <select name=a><option>2<optgroup label=x><option value=1>One</optgroup>"
        f"</select></label>{GO}",
        "a=1",
        (("choose", "A", "One"),),
    ),
    "no option any more": Probe(
        f"{GET}<label>A <select name=a multiple><option selected>1<option>2</select></label>{GO}",
        "",
        (("choose", "A"),),
    ),
    "an option beside a disabled choice": Probe(
        f"{GET}<label>A <select name=a multiple><option selected disabled>1<option>2</select>"
        f"</label>{GO}",
        "a=2",
        (("choose", "A", "2"),),
    ),
    "a chosen radio button": Probe(
        f"{GET}<label>A <input type=radio name=r value=1 required></label>"
        f"<label>B <input type=radio name=r value=2></label>{GO}",
        "r=2",
        (("check", "B"),),
    ),
    "a check box that was ticked in the end": Probe(
        f"{GET}<label for=f>A</label><input type=checkbox id=f name=a>{GO}",
        "a=on",
        (("check", "A"), ("uncheck", "A"), ("check", "A")),
    ),
}

UPLOADS = {
    "a name with quotes": Upload(
        ((ContentFile(b"x", 'a "b".txt'),),), [("a %22b%22.txt", "text/plain", "x")]
    ),
    "a name with an apostrophe": Upload(
        ((ContentFile(b"x", "a'b.txt"),),), [("a'b.txt", "text/plain", "x")]
    ),
    "a name with accents": Upload(((ContentFile(b"x", "é.png"),),), [("é.png", "image/png", "x")]),
    "a name with an emoji": Upload(
        ((ContentFile(b"x", "😀.gif"),),), [("😀.gif", "image/gif", "x")]
    ),
    "a name with signs": Upload(
        ((ContentFile(b"x", "a;b=c%.txt"),),), [("a;b=c%.txt", "text/plain", "x")]
    ),
    "a name in a folder": Upload(
        ((ContentFile(b"x", "folder/a.txt"),),), [("a.txt", "text/plain", "x")]
    ),
    "a name in capitals": Upload(((ContentFile(b"x", "A.TXT"),),), [("A.TXT", "text/plain", "x")]),
    "no suffix": Upload(
        ((ContentFile(b"x", "README"),),), [("README", "application/octet-stream", "x")]
    ),
    "a type of its own": Upload(
        ((SimpleUploadedFile("a.txt", b"x", "image/png"),),), [("a.txt", "image/png", "x")]
    ),
    "any bytes": Upload(
        ((ContentFile(b"\x00\r\n--\xff", "a.png"),),),
        [("a.png", "image/png", "\x00\r\n--\xff")],
    ),
    "an empty file": Upload(((ContentFile(b"", "a.txt"),),), [("a.txt", "text/plain", "")]),
    "another file": Upload(
        ((ContentFile(b"1", "1.txt"),), (ContentFile(b"2", "2.txt"),)),
        [("2.txt", "text/plain", "2")],
    ),
    "no file any more": Upload(((ContentFile(b"1", "1.txt"),), ()), []),
    "several files": Upload(
        ((ContentFile(b"2", "b.txt"), ContentFile(b"1", "a.png")),),
        [("b.txt", "text/plain", "2"), ("a.png", "image/png", "1")],
        several=True,
    ),
    "several files of one name": Upload(
        ((ContentFile(b"1", "a.txt"), ContentFile(b"2", "a.txt")),),
        [("a.txt", "text/plain", "1"), ("a.txt", "text/plain", "2")],
        several=True,
    ),
    "several files no more": Upload(
        ((ContentFile(b"1", "a.txt"), ContentFile(b"2", "b.txt")), ()), [], several=True
    ),
}

# Links on the page `/blog/posts/?page=1`, and the path that each leads to.
LINKS = {
    "/other/": "/other/",
    "other/": "/blog/posts/other/",
    "./": "/blog/posts/",
    "../": "/blog/",
    "../../../": "/",
    "?page=2": "/blog/posts/?page=2",
    "?": "/blog/posts/",
    "?#here": "/blog/posts/",
    "": "/blog/posts/?page=1",
    "#here": "/blog/posts/?page=1",
    "/other/#here": "/other/",
    " /ot&#10;her/ ": "/other/",
    "http:other/": "/blog/posts/other/",
    "/é ö/?q=é ö#é": "/%C3%A9%20%C3%B6/?q=%C3%A9%20%C3%B6",
    "/😀/": "/%F0%9F%98%80/",
    "/%20/?q=%20+": "/%20/?q=%20+",
    "/a//b/../c": "/a//c",
    "/a;b=c,d": "/a;b=c,d",
    "/a\\b/{1}|2^`": "/a/b/%7B1%7D%7C2%5E%60",
    "/x/?a[]={1}|2^`&amp;b='": "/x/?a[]={1}|2^`&b=%27",
}

JOURNEYS = {
    # Links
    "a base": Journey("<base href=/b/c/><a href=x>Go</a>", ("follow", "Go"), [(404, "/b/c/x")]),
    "a base for an empty address": Journey(
        "<base href=/b/c/><a href='#x'>Go</a>", ("follow", "Go"), [(404, "/b/c/")]
    ),
    "a base that is no folder": Journey(
        "<base href=/b/c/x><a href=../y>Go</a>", ("follow", "Go"), [(404, "/b/y")]
    ),
    "a new window": Journey("<a href=/x/ target=_blank>Go</a>", ("follow", "Go"), [(404, "/x/")]),
    "a window with a name": Journey(
        "<a href=/x/ target=other>Go</a>", ("follow", "Go"), [(404, "/x/")]
    ),
    "a new window from a base": Journey(
        "<base target=_blank><a href=/x/>Go</a>", ("follow", "Go"), [(404, "/x/")]
    ),
    "a new window for a stranger": Journey(
        "<a href=/x/ target=_blank rel='noopener noreferrer'>Go</a>",
        ("follow", "Go"),
        [(404, "/x/")],
    ),
    "a button in a link": Journey(
        "<a href=/x/><button type=button>Go</button></a>", ("follow", "Go"), [(404, "/x/")]
    ),
    "a page with a frame": Journey(
        "<iframe src=/y/></iframe><a href=/x/>Go</a>", ("follow", "Go"), [(404, "/x/")]
    ),
    # Forms
    "a form to its own page": Journey(
        "<form><input name=a><button>Go</button></form>",
        ("press", "Go"),
        [(200, "/blog/posts/?a=")],
    ),
    "a form to a place on its page": Journey(
        "<form action='#x'><input name=a><button>Go</button></form>",
        ("press", "Go"),
        [(200, "/blog/posts/?a=")],
    ),
    "a form with an empty query": Journey(
        "<form action='?' method=post><button>Go</button></form>",
        ("press", "Go"),
        [(403, "/blog/posts/")],
    ),
    "a form that posts to its own page": Journey(
        "<form action='' method=post><button>Go</button></form>",
        ("press", "Go"),
        [(403, "/blog/posts/?page=1")],
    ),
    "a form to a new window": Journey(
        "<form action=/x/ target=_blank><button>Go</button></form>",
        ("press", "Go"),
        [(404, "/x/")],
    ),
    "a form with a warning": Journey(
        "<form action=/x/ onsubmit=\"alert('Mind!')\"><button>Go</button></form>",
        ("press", "Go"),
        [(404, "/x/")],
    ),
    "a form with a question, which is answered with yes": Journey(
        "<form action=/x/ onsubmit=\"return confirm('Sure?')\"><button>Go</button></form>",
        ("press", "Go"),
        [(404, "/x/")],
    ),
    # Redirects
    "a redirect after a link": Journey(
        "<a href='/redirect/302/?to=/blog/posts/'>Go</a>",
        ("follow", "Go"),
        [(302, "/redirect/302/?to=/blog/posts/"), (200, "/blog/posts/")],
    ),
    "a relative redirect": Journey(
        "",
        ("visit", "/redirect/302/?to=../../b/"),
        [(302, "/redirect/302/?to=../../b/"), (404, "/b/")],
    ),
    "a redirect to a query": Journey(
        "",
        ("visit", "/redirect/303/?to=%3Fto=/x/"),
        [(303, "/redirect/303/?to=%3Fto=/x/"), (303, "/redirect/303/?to=/x/"), (404, "/x/")],
    ),
    "a redirect with a fragment": Journey(
        "",
        ("visit", "/redirect/301/?to=/x/%23y"),
        [(301, "/redirect/301/?to=/x/%23y"), (404, "/x/")],
    ),
    "a redirect with a space": Journey(
        "",
        ("visit", "/redirect/307/?to=/x y/"),
        [(307, "/redirect/307/?to=/x%20y/"), (404, "/x%20y/")],
    ),
    "no redirect": Journey("", ("visit", "/redirect/302/?to="), [(302, "/redirect/302/?to=")]),
    "an address with another status": Journey(
        "", ("visit", "/redirect/201/?to=/x/"), [(201, "/redirect/201/?to=/x/")]
    ),
    # Errors
    "a missing page": Journey("<a href=/x/>Go</a>", ("follow", "Go"), [(404, "/x/")]),
    "a form to a missing page": Journey(
        "<form action=/x/><input name=a><button>Go</button></form>",
        ("press", "Go"),
        [(404, "/x/?a=")],
    ),
    "a form that is turned down": Journey(
        "<form action=/protected/ method=post><button>Go</button></form>",
        ("press", "Go"),
        [(403, "/protected/")],
    ),
    "a failing page": Journey("<a href=/fail/>Go</a>", ("follow", "Go"), [(500, "/fail/")]),
    "a form to a failing page": Journey(
        "<form action=/fail/ method=post><button>Go</button></form>",
        ("press", "Go"),
        [(500, "/fail/")],
    ),
    "a redirect to a failing page": Journey(
        "",
        ("visit", "/redirect/302/?to=/fail/"),
        [(302, "/redirect/302/?to=/fail/"), (500, "/fail/")],
    ),
}

# What each status makes of a POST: the method that follows, and its body.
REDIRECTED_POSTS = {
    301: ("GET", ""),
    302: ("GET", ""),
    303: ("GET", ""),
    307: ("POST", "a=1"),
    308: ("POST", "a=1"),
}
