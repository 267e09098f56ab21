"""The sitemap, in files of no more than 50,000 addresses, and what robots are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from asof.publish.site import Files, FreshEdition, Site

MOST = 50_000  # addresses in a file: sitemaps.org
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def sitemaps(site: Site, _: tuple[FreshEdition, ...]) -> Files:
    """sitemap.xml, of parts where one file cannot hold all, and robots.txt, which names it."""
    lines = list(_lines(site))
    robots = f"User-agent: *\nAllow: /\nSitemap: {site.url}sitemap.xml\n".encode()
    files: Files = {"robots.txt": robots}
    if len(lines) <= MOST:
        return files | {"sitemap.xml": _urls(lines)}
    parts = [lines[n : n + MOST] for n in range(0, len(lines), MOST)]
    for number, part in enumerate(parts, 1):
        files[f"sitemap-{number}.xml"] = _urls(part)
    names = (f"sitemap-{number}.xml" for number in range(1, len(parts) + 1))
    told = "".join(f"<sitemap><loc>{escape(site.url)}{name}</loc></sitemap>\n" for name in names)
    index = f"{HEAD}<sitemapindex {SPACE}>\n{told}</sitemapindex>\n"
    return files | {"sitemap.xml": index.encode()}


def _urls(lines: Sequence[str]) -> bytes:
    return f"{HEAD}<urlset {SPACE}>\n{''.join(lines)}</urlset>\n".encode()


def _lines(site: Site) -> Iterator[str]:
    """Each page that is to be found: no copy of another, and none of what was withdrawn."""
    for lang in site.langs:
        for path in ("", "facts/", "releases/", "data/", "policy/", "accessibility/"):
            yield _line(site, f"{lang}/{path}")
    for edition in site.editions:
        if edition.stands:
            yield _line(site, edition.folder, edition.published.isoformat(timespec="seconds"))
    for name, lang in sorted(site.by_series):
        yield _line(site, f"{lang}/{name}/editions/")
    for lang, facts in sorted(site.facts.items()):
        for key in sorted(facts):
            yield _line(site, f"{lang}/facts/{key}/")


def _line(site: Site, path: str, changed: str = "") -> str:
    when = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(site.url + path)}</loc>{when}</url>\n"
