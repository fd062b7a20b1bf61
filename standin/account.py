from dataclasses import dataclass, field


@dataclass(frozen=True)
class Account:
    """The names and the secret that a client shares with Cloudinary."""

    cloud_name: str
    api_key: str
    api_secret: str = field(repr=False)

    def sdk_settings(self, address: str) -> dict[str, str]:
        """Return the settings with which Cloudinary's SDK uses a stand-in at `address`.

        https://cloudinary.com/documentation/cloudinary_sdks#configuration_parameters
        """
        return {
            "cloud_name": self.cloud_name,
            "api_key": self.api_key,
            "api_secret": self.api_secret,
            "upload_prefix": f"http://{address}",
            "cname": address,
        }


# What a blog without an account of its own uses. It guards nothing that is not on this machine.
LOCAL_ACCOUNT = Account("standin", "standin-key", "standin-secret")
