"""The site of a record."""

from urllib.parse import urlsplit


def site(url: object) -> str | None:
    """The host of a URL, without "www."; None where there is none."""
    if not isinstance(url, str):
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
