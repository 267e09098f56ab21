"""Draw an imposition with pikepdf: the pages of a finished PDF, placed on sheets.

What comes out is a form for the printer, not a document: no tags, links, bookmarks or attachments,
and no claim of a standard. Pages are the same objects as before: nothing is drawn anew.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from asof.diagnostics import AsofError, Finding, Location, Severity, error
from asof.form import Rect
from asof.impose.library import require_library
from asof.impose.plan import TURNS, Line, Plan, Scheme, Side, SourcePage, matrix, plan_sheets
from asof.quota import OverdueError, allotted

if TYPE_CHECKING:
    from pikepdf import Array, Object, Page, Pdf

SECONDS, MEMORY = 60, 200  # and megabytes: a stranger's file may ask for any amount
HAIRLINE = "0 G 0.25 w"
DASHED = "[1.5 1.5] 0 d"
DAMAGED = "save it anew: open it in a viewer and print it into a new PDF"
FEWER = "impose fewer of its pages: save them as a PDF of their own"
LOCKED = "save a copy without a password or restrictions first"
MENDED = "damaged in places, and mended as far as could be", "compare the sheets with it"
ROOMLESS = "no cut marks: the pages leave them no room", "choose a larger --paper"


@dataclass(frozen=True, slots=True)
class Imposed:
    """A PDF of sheets: its bytes, how many sides, and the edge that the sheets are flipped on."""

    pdf: bytes
    sides: int
    edge: str
    findings: tuple[Finding, ...] = ()


def impose(path: Path, scheme: Scheme) -> Imposed:
    """The pages of a PDF file on sheets, the same bytes every time.

    Raises AsofError where the file cannot be used, as where its pages have to be guessed: one may
    be lost. A file that is only damaged in places is mended, and that is told.
    """
    require_library("sheets")
    try:
        # Apart: some of the libraries end their process where they are denied memory.
        with ProcessPoolExecutor(1, multiprocessing.get_context("fork"), _hush) as apart:
            return apart.submit(_bounded, path, scheme).result()
    except (MemoryError, OverdueError, BrokenProcessPool):
        raise _refusal(path, "takes more memory or time than any publication", FEWER) from None


def _hush() -> None:
    """Let a process say nothing by itself: what a library tells of its end is told as ours."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _bounded(path: Path, scheme: Scheme) -> Imposed:
    import pikepdf

    try:
        with allotted(SECONDS, MEMORY):
            return _opened(path, scheme)
    except pikepdf.PasswordError:
        raise _refusal(path, "encrypted", LOCKED) from None
    except pikepdf.PikepdfError:
        raise _refusal(path, "damaged, or not a PDF", DAMAGED) from None


def _opened(path: Path, scheme: Scheme) -> Imposed:
    import pikepdf

    # Without recovery first: a file whose table of objects is lost has its pages guessed.
    with pikepdf.open(path, attempt_recovery=False) as source:
        if source.is_encrypted:
            raise _refusal(path, "encrypted", LOCKED)
    with pikepdf.open(path) as source:
        return _imposed(path, source, scheme)


def _refusal(path: Path, reason: str, hint: str) -> AsofError:
    return AsofError(error(Location(str(path)), reason, hint))


def _imposed(path: Path, source: Pdf, scheme: Scheme) -> Imposed:
    planned = plan_sheets(_leaves(path, source), scheme)
    sheets, saved = _drawn(source, planned), BytesIO()
    sheets.save(saved, min_version=max("1.7", source.pdf_version), deterministic_id=True)
    marks = any(planned.marks(side).cuts for side in planned.sides)
    told = [MENDED] if source.get_warnings() else []
    told += [ROOMLESS] if scheme.marks and not marks else []
    findings = tuple(Finding("imposition", Severity.WARNING, Location(str(path)), *t) for t in told)
    return Imposed(saved.getvalue(), len(planned.sides), planned.sheet.edge, findings)


# ---- what shows of a page


def _leaves(path: Path, source: Pdf) -> tuple[SourcePage, ...]:
    if not source.pages:
        raise _refusal(path, "no pages", "choose another file")
    leaves = [leaf(page) for page in source.pages]
    if None in leaves:
        raise _refusal(path, f"page {leaves.index(None) + 1} has no size", DAMAGED)
    return tuple(each for each in leaves if each)


def leaf(page: Page) -> SourcePage | None:
    """What shows of a page: its trim as far as it is neither cropped nor off the medium.

    None where the page has no size (ISO 32000-1, 14.11.2).
    """
    shown = _box(page, "/MediaBox")
    if shown is None:
        return None
    for name in ("/CropBox", "/TrimBox"):
        box = _box(page, name)
        shown = box.within(shown) if box else shown
    turn = round(_number(page.obj.get("/Rotate"), 0)) % 360
    unit = _number(page.obj.get("/UserUnit"), 1)
    return SourcePage(shown, turn if turn in TURNS else 0, unit if unit > 0 else 1)


def _box(page: Page, name: str) -> Rect | None:
    """A box of a page with its corners in order, where it has one of some size."""
    from pikepdf import Array

    values = page.obj.get(name)
    corners = [_number(v, 0) for v in values] if isinstance(values, Array) else []
    if len(corners) != 4:
        return None
    (left, right), (bottom, top) = sorted(corners[::2]), sorted(corners[1::2])
    return Rect(left, bottom, right, top) if left < right and bottom < top else None


def _number(value: object, default: float) -> float:
    return float(value) if isinstance(value, (int, Decimal)) else default


# ---- drawing


def _drawn(source: Pdf, planned: Plan) -> Pdf:
    """The sheets as a new PDF, with what the source shows: its fields filled, its layers hidden."""
    import pikepdf

    # A form shows no annotations: they become part of their page, the fields filled in before.
    source.generate_appearance_streams()
    source.flatten_annotations("print")
    sheets = pikepdf.new()
    forms = [_form(sheets, *each) for each in zip(source.pages, planned.leaves, strict=True)]
    for side in planned.sides:
        sheets.pages.append(_sheet(sheets, planned, side, forms))
    _catalog(sheets, source, planned)
    return sheets


def _form(sheets: Pdf, page: Page, leaf: SourcePage) -> Object:
    """A page as a form that shows its trim; what pages share stays shared."""
    # A form shows the trim box, upright and unscaled: turn and unit are in the matrix of its place.
    trim = leaf.trim
    page.trimbox = _array(trim.left, trim.bottom, trim.right, trim.top)
    return sheets.copy_foreign(page.as_form_xobject(handle_transformations=False))


def _sheet(sheets: Pdf, planned: Plan, side: Side, forms: list[Object]) -> Page:
    """One side of a sheet as a page."""
    from pikepdf import Dictionary, Name, Page

    shown = {f"/Page{n}": forms[n - 1] for n in (side.left, side.right) if n}
    return Page(
        Dictionary(
            Type=Name.Page,
            MediaBox=_array(0, 0, planned.sheet.width, planned.sheet.height),
            Resources=Dictionary(XObject=Dictionary(shown)),
            Contents=sheets.make_stream("\n".join(_content(planned, side)).encode()),
        )
    )


def _content(planned: Plan, side: Side) -> Iterator[str]:
    """The operators that draw a side: each page in its own half, then the marks."""
    for placed in planned.placed(side):
        if placed.page:
            half, leaf = planned.sheet.half(placed.half), planned.leaves[placed.page - 1]
            yield f"q {_numbers(half.left, half.bottom, half.width, half.height)} re W n"
            yield f"{_numbers(*matrix(leaf, placed.trim))} cm /Page{placed.page} Do Q"
    marks = planned.marks(side)
    yield from _strokes(HAIRLINE, marks.cuts)
    yield from _strokes(f"{HAIRLINE} {DASHED}", marks.folds)


def _strokes(style: str, lines: Iterable[Line]) -> Iterator[str]:
    """The operators that draw lines in a style."""
    drawn = [f"{_numbers(x, y)} m {_numbers(to_x, to_y)} l" for x, y, to_x, to_y in lines]
    if drawn:
        yield f"q {style} {' '.join(drawn)} S Q"


def _numbers(*values: float) -> str:
    """Numbers as a content stream writes them: no exponent, no minus before a zero."""
    return " ".join(f"{round(v, 6) + 0.0:.6f}".rstrip("0").rstrip(".") for v in values)


def _array(*values: float) -> Array:
    from pikepdf import Array

    return Array([Decimal(_numbers(value)) for value in values])


def _catalog(sheets: Pdf, source: Pdf, planned: Plan) -> None:
    """What is said of the whole: the title, the hidden layers, and how the printer is to be set."""
    from pikepdf import Dictionary, Name, String

    settings = Dictionary(PrintScaling=Name("/None"), PickTrayByPDFSize=True)
    if planned.scheme.folded:
        settings.Duplex = Name(f"/DuplexFlip{planned.sheet.edge.title()}Edge")
    sheets.Root.ViewerPreferences = settings
    layers = source.Root.get("/OCProperties")
    if isinstance(layers, Dictionary):
        sheets.Root.OCProperties = sheets.copy_foreign(source.make_indirect(layers))
    info = source.trailer.get("/Info")
    title = info.get("/Title") if isinstance(info, Dictionary) else None
    if isinstance(title, String):
        sheets.docinfo["/Title"] = f"{title} – {planned.scheme.name}"
