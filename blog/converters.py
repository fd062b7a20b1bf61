class UnicodeSlugConverter:
    """Match a slug in any script; Django's own `slug` knows ASCII only."""

    regex = "[^/]+"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value
