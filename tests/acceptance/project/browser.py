"""A browser as the runner knows one, for environments and phrases of the sample project."""

from pathlib import Path


class Browser:
    """Show the page that a step opens; a picture of it is its name."""

    def __init__(self):
        self.page = None

    def describe(self):
        return f"{self.page} is open" if self.page else "No page is open."

    def caption(self):
        if self.page is None:
            raise AssertionError(self.describe())
        return self.page

    def screenshot(self, file):
        return self.save(file, ".png")

    def save_details(self, file):
        return [self.save(file, ".html"), self.save(file, ".zip")] if self.page else []

    def save(self, file, suffix):
        saved = Path(f"{file}{suffix}")
        saved.write_text(self.page, encoding="utf-8")
        return saved
