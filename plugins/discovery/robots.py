"""`robots.txt` (RFC 9309): everything here may be read; where the sitemap is. Pure."""


def text(sitemap_address: str) -> str:
    """An empty Disallow lets everybody everywhere (RFC 9309 §2.2.2); the sitemap's address is absolute."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {sitemap_address}\n"
