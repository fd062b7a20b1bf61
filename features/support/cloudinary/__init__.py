"""The Cloudinary of a scenario, in three kinds that the same phrases can use.

In memory (the default), a stand-in that is served on this machine, or the live service: see
`manage.py behave --help` for `--cloudinary`, and choice.py for what is chosen.
"""

from features.support.cloudinary.double import Cloudinary, changed_settings
from features.support.cloudinary.troubles import Trouble

__all__ = ["Cloudinary", "Trouble", "changed_settings"]
