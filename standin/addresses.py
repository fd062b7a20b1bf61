from urllib.parse import quote

from werkzeug import Request

from standin.assets import Asset


def addresses(asset: Asset, request: Request, cloud_name: str) -> dict[str, str]:
    """Return where an asset is delivered: here, and for want of a certificate never securely."""
    ending = f".{asset.format}" if asset.format else ""
    path = f"{asset.resource_type}/{asset.type}/v{asset.version}/{asset.public_id}{ending}"
    url = request.host_url + quote(f"{cloud_name}/{path}", safe="/:")
    return {"url": url, "secure_url": url}
