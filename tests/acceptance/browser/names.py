"""What links, buttons, fields and groups are called: each page holds one, with its name."""

LINKS = [
    ("<a href=x> Write \n a <b>post</b></a>", "Write a post"),
    ("<a href=x>a<span>b</span><div>c</div><br>d</a>", "ab c d"),
    ("<a href=x aria-label=' Write  now '>text</a>", "Write now"),
    (
        "<a href=x aria-labelledby='b a' aria-label=no>no</a><p id=a>A</p><p id=b hidden>B",
        "B A",
    ),
    ("<a href=x aria-labelledby=missing>text</a>", "text"),
    ("<a href=x><img alt=Picture> and <b>text</b></a>", "Picture and text"),
    ("<a href=x><img title=Title></a>", "Title"),
    ("<a href=x><svg><title>Drawing</title></svg></a>", "Drawing"),
    ("<a href=x>Next<span aria-hidden=true> →</span><i hidden>no</i></a>", "Next"),
    ("<a href=x>See <span aria-label=three>3</span></a>", "See three"),
    ("<a href=x title=Title></a>", "Title"),
    ("<a href=x title=Title>text</a>", "text"),
]
NO_LINKS = [
    "<a>no address</a>",
    "<a href=x hidden>hidden</a>",
    "<a href=x aria-hidden=true>hidden</a>",
    "<nav aria-hidden=true><a href=x>hidden</a></nav>",
    "<a href=x></a>",
]
BUTTONS = [
    ("<button>Save <b>it</b></button>", "Save it"),
    ("<button type=button>More</button>", "More"),
    ("<button disabled>Later</button>", "Later"),
    ("<button aria-label=Close>×</button>", "Close"),
    ("<button title=Title></button>", "Title"),
    ("<input type=submit value=' a  b '>", "a b"),
    ("<input type=submit>", "Submit"),
    ("<input type=reset>", "Reset"),
    ("<input type=button value=More>", "More"),
    ("<input type=SUBMIT value=v aria-label=Label>", "Label"),
    ("<input type=image alt=Go src=x>", "Go"),
    ("<input type=image value=no src=x>", "Submit"),
    ("<details><summary>Filters</summary></details>", "Filters"),
]
FIELDS = [
    ("<label for=f>Post <b>title</b></label><input id=f>", "Post title"),
    ("<label>Title: <input></label>", "Title"),
    ("<label>Title <span>*</span> <input></label>", "Title"),
    ("<label>Title * : <input></label>", "Title"),
    ("<label>Sub: title<input></label>", "Sub: title"),
    ("<label>* <input></label>", "*"),
    ("<label>Text <textarea>typed</textarea> here</label>", "Text here"),
    ("<label>List <select><option>x</select></label>", "List"),
    ("<label>Box <img alt=Picture> <input type=checkbox></label>", "Box Picture"),
    ("<label for=f>One</label><label for=f>Two</label><input id=f>", "One Two"),
    ("<label for=f hidden>Hidden</label><input id=f>", "Hidden"),
    ("<label for=f>Label</label><input id=f aria-label=no>", "Label"),
    ("<label>Label <input type=hidden><input></label>", "Label"),
    ("<i id=a>A:</i><input aria-labelledby=a aria-label=no>", "A"),
    ("<input aria-label='Search *' title=no>", "Search"),
    ("<input title=Search placeholder=no>", "Search"),
    ("<label>Max <input value=5> items</label>", "Max items"),
    ("<label for=f>One</label><label>Two <input id=f></label>", "One Two"),
    ("<label for=f>One<p>Two</p></label><input id=f>", "One Two"),
    ("<label><input type=checkbox> I read the <a href=x>terms</a></label>", "I read the terms"),
    ("<label>Title<span aria-hidden=true> *</span><input></label>", "Title"),
    ("<label>Title <svg><title>Drawing</title></svg><input></label>", "Title Drawing"),
    ("<label>Title <b hidden>no</b><input></label>", "Title"),
    ("<i id=a>A</i><i id=b>B</i><input aria-labelledby='b a'>", "B A"),
    ("<label for=f>Label</label><i id=a>no</i><input id=f aria-labelledby=a>", "Label"),
]
NO_FIELDS = [
    "<input placeholder=no>",
    "<label for=missing>no</label><input>",
    "<label for=f>no <input></label><p id=f>",
    "<label>no</label><input>",
    "<label>no <input type=hidden></label>",
    "<label>no <input type=submit></label>",
    "<label aria-hidden=true>no <input></label>",
]
GROUPS = [
    ("<fieldset><legend>Status:</legend><input type=radio></fieldset>", "Status"),
    ("<fieldset aria-label=Status><input type=radio></fieldset>", "Status"),
    ("<div role=radiogroup aria-label=Status><input type=radio></div>", "Status"),
    ("<i id=a>A</i><div role=group aria-labelledby=a><input type=checkbox></div>", "A"),
]
HEADINGS = (
    "<h2>Third <a href=x>post</a></h2><h1>First</h1><h3 hidden>no</h3>"
    "<p role=heading aria-level=4>Fourth</p><h6 aria-label=Sixth>6</h6>",
    ["Third post", "First", "Fourth", "Sixth"],
)
