"""Where runs leave what they make, unless they are told otherwise."""

from pathlib import Path

BUILD = Path("build")
STREAM = BUILD / "messages.ndjson"
DURATIONS = BUILD / "durations.json"
EVIDENCE = BUILD / "evidence"
SITE = BUILD / "living-documentation"
