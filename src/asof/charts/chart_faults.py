"""What is wrong with a chart once it is drawn: fonts that its page has not, or nothing to see."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from asof.charts import mpl as library
from asof.charts.canvas import Canvas
from asof.charts.chart_file import ChartFile, wrong
from asof.diagnostics import Finding, RenderError, Severity


def without_errors(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What is told of a chart that is printed all the same; raises RenderError with all else."""
    if any(each.severity is Severity.ERROR for each in found):
        raise RenderError(*found)
    return found


def unfit_words(source: ChartFile, svg: bytes) -> Iterator[Finding]:
    """Words that no page can set, where they are written: TeX, and those of fonts it has not."""
    for words in library.tex_words(svg):
        hint = "write the letters themselves, such as x²"
        yield wrong(source.naming(words), f"'{words}' is TeX, which no page sets", hint)
        return  # its fonts are none of the author's
    for family in library.foreign_families(svg):
        hint = "leave the font out: a chart has its page's"
        yield wrong(source.naming(family), f"no font '{family}'", hint)


def taller_than_asked(source: ChartFile, page: Canvas, asked: float | None) -> Iterator[Finding]:
    """That the words of a chart need more height than its author asked for."""
    need = ceil(page.least_height)
    if asked is None or need <= asked or page.empty:
        return
    told = f"this chart is {need} points high: its words need more than the {asked:g} asked for"
    hint = f"write height={need}, or leave it out"
    yield Finding("chart-height", Severity.WARNING, source.height, told, hint)


def nothing_drawn(source: ChartFile, page: Canvas) -> Iterator[Finding]:
    """That a chart is empty: its author's fault, unless nothing is known yet of what it shows."""
    if not page.empty:
        return
    views = page.reader.views
    unknown = views and not any(view.history or view.claims for view in views)
    if unknown or (page.asked and not page.drawn):
        told = "nothing of what this chart shows is known yet: it is left out"
        yield Finding("empty-chart", Severity.NOTE, source.begin, told)
    else:
        hint = "draw on 'axes', such as: steps(axes, edition['…'])"
        yield wrong(source.begin, "this chart draws nothing on 'axes'", hint)
