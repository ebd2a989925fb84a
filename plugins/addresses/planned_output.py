"""What a build writes, and where: read off Pelican's context, when all generators have said what they will
write. Knows nothing of Pelican."""

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
    """What is written where: the site's own, then the author's files in the order of their names."""
    yield from (Claim(name, "a file of the site") for name in _OWN)
    root = urlsplit(settings["SITEURL"]).path.rstrip("/")
    for path in to_intake(settings):
        yield Claim(f"{path.removeprefix(root).strip('/')}/index.html", "the comment form, or the desk")
    for name in settings["DIRECT_TEMPLATES"]:
        yield Claim(settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html"), f"the list “{name}”")
    for each in chain.from_iterable(context["period_archives"].values()):
        yield Claim(each["save_as"], "an archive")
    wanted = {each.metadata.get("save_as") for each in contents(context)}
    for term in every_term(context):
        if term.save_as not in wanted:  # an article with a `Save_as` of its own may be the page of a term
            yield Claim(term.save_as, f"the list of “{term.name}”")
    for each in sorted(contents(context), key=lambda each: str(each.relative_source_path)):
        yield Claim(each.save_as, f"{content}/{each.relative_source_path}", "Give it another Slug.")
    if context.get("attachments"):
        yield from _claims_of_files(context, content)


def to_intake(settings: Settings) -> tuple[str, ...]:
    """The paths of the host at which the intake answers."""
    names = ("COMMENT_INTAKE_URL", "DESK_URL")
    return intake_paths(settings["SITEURL"], *(setting(settings, name) for name in names))


def _claims_of_files(context: Context, content: str) -> Iterator[Claim]:
    """Of what lies beside articles, after all that it could take the place of."""
    for article in contents(context):
        for _, path in CONVERSATION.paths(f"{PurePosixPath(article.save_as).parent}/"):
            yield Claim(path, "a feed")
    for each in context["staticfiles"]:
        yield Claim(each.save_as, f"{content}/{each.relative_source_path}")
    for each in context["attachments"]:
        yield Claim(each.save_as, f"{content}/{each.source}", "Rename it.")


def contents(context: Context) -> Iterator[Any]:
    """All articles and pages, hidden ones and drafts too."""
    kinds = ("articles", "hidden_articles", "drafts", "pages", "hidden_pages", "draft_pages")
    return chain.from_iterable(context[kind] for kind in kinds)


def of(context: Context, settings: Settings) -> SiteAddresses:
    periods = context["period_archives"]
    return site(
        lang=settings["DEFAULT_LANG"],
        archive=_address(settings["ARCHIVES_SAVE_AS"]),
        years={each["period_num"][0]: _address(each["save_as"]) for each in periods.get("year", ())},
        months={each["period_num"]: _address(each["save_as"]) for each in periods.get("month", ())},
        terms={taxonomy.name: tuple(_terms(taxonomy, context)) for taxonomy in TAXONOMIES},
        overviews={each.name: _address(file) for each in TAXONOMIES if (file := each.overview(settings))},
        articles=[_address(a.save_as) for a in (*context["articles"], *context["hidden_articles"])],
        others=map(_address, _others(context, settings)),
    )


def _terms(taxonomy: Taxonomy, context: Context) -> Iterator[TermAddress]:
    for term, _ in taxonomy.listed(context):
        yield TermAddress(term.name, _address(term.save_as))


def _others(context: Context, settings: Settings) -> Iterator[str]:
    for each in chain(context["pages"], context["hidden_pages"]):
        yield each.save_as
    for each in chain.from_iterable(context["period_archives"].values()):
        yield each["save_as"]
    for name in settings["DIRECT_TEMPLATES"]:
        yield settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html")
    for each in chain(context["staticfiles"], context.get("attachments", ())):
        yield each.save_as


def _address(save_as: str) -> str:
    return f"/{address_of(save_as)}"
