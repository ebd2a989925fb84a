"""The files that a build will write, from Pelican's context once all generators have filled it. Does not
import Pelican."""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from plugins.addresses.clashes import Claim
from plugins.addresses.served import intake_paths
from plugins.addresses.site import SiteAddresses, TermAddress, site
from plugins.common.feed_formats import ARTICLES, CONVERSATION
from plugins.common.output_paths import address_of
from plugins.common.settings import setting
from plugins.common.taxonomies import TAXONOMIES, Taxonomy, every_term

Context = Mapping[str, Any]
Settings = Mapping[str, Any]
_OWN = ("sitemap.xml", "robots.txt", *(path for _, path in ARTICLES.paths()))


def claims(context: Context, settings: Settings, content: str) -> Iterator[Claim]:
    """The files of the output and their sources: the site's own, then the author's, sorted by name."""
    yield from (Claim(name, "a file of the site") for name in _OWN)
    root = urlsplit(settings["SITEURL"]).path.rstrip("/")
    for path in to_intake(settings):
        yield Claim(f"{path.removeprefix(root).strip('/')}/index.html", "the comment form, or the desk")
    for name in settings["DIRECT_TEMPLATES"]:
        yield Claim(settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html"), f"the list “{name}”")
    for period in chain.from_iterable(context["period_archives"].values()):
        yield Claim(period["save_as"], "an archive")
    wanted = {item.metadata.get("save_as") for item in contents(context)}
    for term in every_term(context):
        if term.save_as not in wanted:  # an article with a `Save_as` header may replace the page of a term
            yield Claim(term.save_as, f"the list of “{term.name}”")
    for item in sorted(contents(context), key=lambda item: str(item.relative_source_path)):
        yield Claim(item.save_as, f"{content}/{item.relative_source_path}", "Give it another Slug.")
    if context.get("attachments"):
        yield from _claims_of_files(context, content)


def to_intake(settings: Settings) -> tuple[str, ...]:
    """The paths on the site's host that the intake serves."""
    names = ("COMMENT_INTAKE_URL", "DESK_URL")
    return intake_paths(settings["SITEURL"], *(setting(settings, name) for name in names))


def _claims_of_files(context: Context, content: str) -> Iterator[Claim]:
    """The files beside articles, after everything that they could overwrite."""
    for article in contents(context):
        for _, path in CONVERSATION.paths(f"{PurePosixPath(article.save_as).parent}/"):
            yield Claim(path, "a feed")
    for file in context["staticfiles"]:
        yield Claim(file.save_as, f"{content}/{file.relative_source_path}")
    for attachment in context["attachments"]:
        yield Claim(attachment.save_as, f"{content}/{attachment.source}", "Rename it.")


def contents(context: Context) -> Iterator[Any]:
    """All articles and pages, including hidden ones and drafts."""
    kinds = ("articles", "hidden_articles", "drafts", "pages", "hidden_pages", "draft_pages")
    return chain.from_iterable(context[kind] for kind in kinds)


def of(context: Context, settings: Settings) -> SiteAddresses:
    """The addresses of the site."""
    periods = context["period_archives"]
    overviews = {taxonomy.name: taxonomy.overview(settings) for taxonomy in TAXONOMIES}
    return site(
        lang=settings["DEFAULT_LANG"],
        archive=_address(settings["ARCHIVES_SAVE_AS"]),
        years={year["period_num"][0]: _address(year["save_as"]) for year in periods.get("year", ())},
        months={month["period_num"]: _address(month["save_as"]) for month in periods.get("month", ())},
        terms={taxonomy.name: tuple(_terms(taxonomy, context)) for taxonomy in TAXONOMIES},
        overviews={name: _address(file) for name, file in overviews.items() if file},
        articles=[_address(a.save_as) for a in (*context["articles"], *context["hidden_articles"])],
        others=map(_address, _others(context, settings)),
    )


def _terms(taxonomy: Taxonomy, context: Context) -> Iterator[TermAddress]:
    for term, _ in taxonomy.listed(context):
        yield TermAddress(term.name, _address(term.save_as))


def _others(context: Context, settings: Settings) -> Iterator[str]:
    for page in chain(context["pages"], context["hidden_pages"]):
        yield page.save_as
    for period in chain.from_iterable(context["period_archives"].values()):
        yield period["save_as"]
    for name in settings["DIRECT_TEMPLATES"]:
        yield settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html")
    for file in chain(context["staticfiles"], context.get("attachments", ())):
        yield file.save_as


def _address(save_as: str) -> str:
    return f"/{address_of(save_as)}"
