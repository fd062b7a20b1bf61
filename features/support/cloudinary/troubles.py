from enum import StrEnum


class Trouble(StrEnum):
    """The ways in which Cloudinary fails, in the words of the feature files."""

    UNREACHABLE = "can't be reached"
    SLOW = "takes too long"
    INTERNAL_ERROR = "has an internal error"
    WEB_PAGE = "answers with a web page"
    NOTHING = "answers nothing"
    NONSENSE = "answers nonsense"
    RATE_LIMIT = "asks to come back later"
    WRONG_ACCOUNT = "does not accept our account"
    REFUSED = "refuses the picture"
    PROMISE = "only promises to store the picture"
    LOST_ANSWER = "stores the picture but its answer is lost"
    BRIEF = "answers with the name of the picture alone"
    KEEPING = "destroys nothing"
