"""Where the links of a page, a feed or an answer lead to within the site."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit


def links_of(body: str) -> Iterator[str]:
    """Addresses in a page, a feed, a sitemap or a JSON answer, as paths."""
    found = re.findall(r'(?:href|src|action)="([^"]+)"', body) + re.findall(r"<loc>([^<]+)</loc>", body)
    found += re.findall(r'"(?:url|next|path|page)":\s*"([^"]+)"', body)
    for link in found:
        parts = urlsplit(link.replace("&amp;", "&"))
        if parts.netloc in ("", "testserver") and parts.path.startswith("/"):
            yield parts.path + (f"?{parts.query}" if parts.query else "")
