from dataclasses import dataclass, field


@dataclass(frozen=True)
class Account:
    """The names and the secret that a client shares with Cloudinary."""

    cloud_name: str
    api_key: str
    api_secret: str = field(repr=False)


# What a blog without an account of its own uses. It guards nothing that is not on this machine.
LOCAL_ACCOUNT = Account("standin", "standin-key", "standin-secret")
