"""`robots.txt` (RFC 9309): allows everything, and names the sitemap. Pure."""


def text(sitemap_address: str) -> str:
    """An empty Disallow allows everything (RFC 9309 §2.2.2). `sitemap_address`: absolute."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {sitemap_address}\n"
