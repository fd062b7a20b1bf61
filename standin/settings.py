from standin.account import Account


def sdk_settings(account: Account, address: str) -> dict[str, str]:
    """Return the setting CLOUDINARY that makes the SDK use a stand-in at `address` (host:port)."""
    return {
        "cloud_name": account.cloud_name,
        "api_key": account.api_key,
        "api_secret": account.api_secret,
        "upload_prefix": f"http://{address}",
        "cname": address,
    }
