"""Whether all that a page holds has room on it: what sticks out, overprints or is too small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from asof.diagnostics import Finding, Severity, error
from asof.engine.laid_page import POINT, LaidLeaf, LaidPage, box_kinds
from asof.page.tree import CITING, classes
from asof.pdf.proof.source_map import Origins
from asof.pdf.proof.text_check import letters

SLACK = 0.5  # points: less than this is rounding
SMALL = 6.0  # points: nobody should have to read type below
COARSE = 150  # dots an inch: below, a reader sees them

SHORTEN = "shorten it, or allow a break with a soft hyphen"
SCALE = "give it a smaller width, or max-width: 100%"
ROOM = "give it more room"


@dataclass(frozen=True, slots=True)
class Misfit:
    """What breaks a limit, by how many points, and how it is told."""

    leaf: LaidLeaf
    by: float
    told: str = "is {by:.1f} pt too wide for its column"
    hint: str = ""
    rule: str = "too-wide"

    def finding(self, origins: Origins) -> Finding:
        """It as a finding, at the place that it came from."""
        leaf = self.leaf
        what = f"'{words_shown(leaf)}'" if leaf.text else pictured(leaf, origins)
        place = origins.of(leaf.element, leaf.text)
        hint = self.hint or (SHORTEN if leaf.text else SCALE)
        if self.rule == "too-tall" and (rows := origins.rows(leaf.element)):
            hint = (
                f"draw {rows_with_room(rows, self.by)} or fewer of its {len(rows)} rows in a chart"
            )
        return error(place, f"{what} {self.told.format(by=self.by)}", hint, self.rule)


def rows_with_room(rows: Sequence[float], excess: float) -> int:
    """How many rows have room once the excess is gone, whichever of them are left out."""
    kept = sorted(rows)
    while kept and excess > 0:
        excess -= kept.pop(0)
    return len(kept)


def misfits(pages: Iterable[LaidPage], origins: Origins) -> Iterator[Finding]:
    """What does not fit where it stands, cannot be read, or overprints, each thing once."""
    for page in pages:
        seen = [leaf for leaf in page if leaf.text.strip() or not leaf.text]
        broken = {id(leaf): misfit for leaf in seen if (misfit := first(leaf, page))}
        yield from each_once(worst_misfits(broken.values()), origins)
        yield from dict.fromkeys(f for leaf in seen for f in hard_to_read(leaf, origins))
        yield from overprints([leaf for leaf in seen if id(leaf) not in broken], origins)


def each_once(found: Iterable[Misfit], origins: Origins) -> Iterable[Finding]:
    """Findings of what does not fit; of words that stand in several boxes the worst."""
    kept: dict[tuple[object, ...], Finding] = {}
    for misfit in sorted(found, key=lambda each: -each.by):
        finding = misfit.finding(origins)
        kept.setdefault((finding.place, misfit.told, misfit.leaf.text), finding)
    return list(kept.values())


def without_room(pages: Iterable[LaidPage]) -> Iterator[LaidLeaf]:
    """The texts and pictures that do not fit where they stand, or are printed over one another."""
    for page in pages:
        yield from (leaf for leaf in page if first(leaf, page))
        fitting = [leaf for leaf in page if leaf.text.strip() and not first(leaf, page)]
        yield from chain.from_iterable(overprinted(fitting))


def worst_misfits(found: Iterable[Misfit]) -> Iterable[Misfit]:
    """Of the lines of one text that are out of their room, the one that is farthest out.

    A comma, a bracket or the mark of a source behind a word that is out is told by the word.
    """
    found = list(found)
    worded = {id(each.leaf.line) for each in found if is_worded(each.leaf)}
    kept: dict[tuple[int, str, str], Misfit] = {}
    for misfit in found:
        if not is_worded(misfit.leaf) and id(misfit.leaf.line) in worded:
            continue
        words = misfit.leaf.text if misfit.rule == "too-wide" else ""
        key = (id(misfit.leaf.element), misfit.rule, words)
        kept[key] = max(misfit, kept.get(key, misfit), key=lambda each: each.by)
    return kept.values()


def is_worded(leaf: LaidLeaf) -> bool:
    """Whether a text has words, and is no mark of a source."""
    inside = (box.element for box in leaf.around if box.element is not None)
    return bool(letters(leaf.text)) and not any(CITING & classes(each) for each in inside)


def first(leaf: LaidLeaf, page: LaidPage) -> Misfit | None:
    """The narrowest limit that a text or a picture breaks."""
    return next((misfit for misfit in limits(leaf, page) if misfit.by > SLACK), None)


def limits(leaf: LaidLeaf, page: LaidPage) -> Iterator[Misfit]:
    """By how much a text or a picture breaks each of its limits, the narrowest first."""
    yield from within_block(leaf)
    yield from within_table(leaf, page)
    yield from within_clip(leaf)
    if not leaf.manner.turned:
        yield from within_column(leaf)
        yield from within_page(leaf)


# ---- the limits


def within_block(leaf: LaidLeaf) -> Iterator[Misfit]:
    """The block that it stands in; one that takes its width from it has to fit in the next."""
    thing, kinds = leaf.box, box_kinds()
    for holder in reversed(leaf.around[1:]):
        if isinstance(holder, kinds.TableCellBox):
            yield Misfit(leaf, excess_width(thing, holder), "is {by:.1f} pt too wide for its cell")
            return
        if isinstance(holder, kinds.MarginBox):
            told = "is {by:.1f} pt too wide for its part of the margin"
            yield Misfit(leaf, excess_width(thing, holder), told)
            return
        if isinstance(holder, kinds.BlockContainerBox | kinds.FlexContainerBox):
            yield Misfit(leaf, excess_width(thing, holder))
            if not shrinks(holder):
                break
            thing = holder
    for cell in (b for b in leaf.around if isinstance(b, kinds.TableCellBox)):
        yield Misfit(leaf, excess_width(leaf.box, cell), "is {by:.1f} pt too wide for its cell")


def shrinks(box: Any) -> bool:
    """Whether a box can be wider than the one that holds it without having been told to."""
    return bool(box.is_flex_item or box.is_floated() or isinstance(box, box_kinds().InlineBlockBox))


def within_table(leaf: LaidLeaf, page: LaidPage) -> Iterator[Misfit]:
    """The column of its table: a table grows with its longest word, which is told then."""
    around = leaf.around
    at = next((n for n, b in enumerate(around) if isinstance(b, box_kinds().TableBox)), 0)
    if at < 2 or (by := excess_width(around[at - 1], around[at - 2])) <= SLACK:
        return
    # A word that has no break decides how narrow its column can be.
    fellows = [each for each in page if around[at] in each.around]
    whole = [each for each in fellows if is_unbroken(each)] or fellows
    widest = max(whole, key=lambda each: each.box.width)
    yield Misfit(widest, by, "makes its table {by:.1f} pt too wide for its column")


def is_unbroken(leaf: LaidLeaf) -> bool:
    """Whether a text has no place where it breaks."""
    return " " not in leaf.text.strip() or leaf.box.style["white_space"] in ("nowrap", "pre")


def within_clip(leaf: LaidLeaf) -> Iterator[Misfit]:
    """The boxes that hide what leaves them."""
    within = 1 if leaf.manner.marginal else 3  # of html and of body nothing is hidden
    for box in leaf.around[within:]:
        if box.style["overflow"] != "visible":
            left, top = box.padding_box_x(), box.padding_box_y()
            room = (left, top, left + box.padding_width(), top + box.padding_height())
            by, hint = max(beyond(leaf, room)), f"{ROOM}, or let it be seen with overflow: visible"
            yield Misfit(leaf, by, "is cut off by {by:.1f} pt", hint, "cut-off")


def within_column(leaf: LaidLeaf) -> Iterator[Misfit]:
    """The column of its page: where it is not placed by hand, nor runs in a margin."""
    if leaf.manner.marginal or leaf.manner.placed:
        return
    page = leaf.around[0]
    column = next((b for b in reversed(leaf.around) if b.is_column), page)
    yield Misfit(leaf, max(beyond(leaf, content_room(column))[::2]))
    _, above, _, below = beyond(leaf, content_room(page))
    if leaf.text:
        yield Misfit(leaf, below, "is {by:.1f} pt below the foot of its page", ROOM, "too-tall")
        yield Misfit(leaf, above, "is {by:.1f} pt above the head of its page", ROOM, "too-tall")
    else:
        hint = "give it a smaller height"
        told = "is {by:.1f} pt too tall for its page"
        yield Misfit(leaf, max(above, below), told, hint, "too-tall")


def within_page(leaf: LaidLeaf) -> Iterator[Misfit]:
    """The sheet of paper, with what is cut off after printing."""
    page = leaf.around[0]
    left, top, right, bottom = (
        page.style[f"bleed_{side}"].value for side in ("left", "top", "right", "bottom")
    )
    paper = (-left, -top, page.margin_width() + right, page.margin_height() + bottom)
    told = "is {by:.1f} pt outside the sheet"
    yield Misfit(leaf, max(beyond(leaf, paper)), told, ROOM, "off-page")


# ---- what is measured


Room = tuple[float, float, float, float]  # left, top, right and bottom in the engine's pixels


def excess_width(thing: Any, holder: Any) -> float:
    """By how many points a box is wider than the content of another, on the side where it is more.

    A margin or an indent below zero says that it is meant to leave the other on that side.
    """
    left, _, right, _ = extent(thing)
    start, _, end, _ = content_room(holder)
    hanging, rtl = outward(holder, "text_indent"), holder.style["direction"] == "rtl"
    start += min(0, 0 if rtl else hanging, outward(thing, "margin_left"))
    end -= min(0, hanging if rtl else 0, outward(thing, "margin_right"))
    return max(start - left, right - end) * POINT


def outward(box: Any, name: str) -> float:
    """A length of a box's style in pixels; none where it depends on other things."""
    length = box.style[name]
    return float(length.value) if getattr(length, "unit", "") == "px" else 0.0


def extent(box: Any) -> Room:
    """Where a text or a box stands, with its borders."""
    left, top, wide, high = box.position_x, box.position_y, box.width, box.height
    if not hasattr(box, "text"):
        left, top = box.border_box_x(), box.border_box_y()
        wide, high = box.border_width(), box.border_height()
    return left, top, left + wide, top + high


def content_room(box: Any) -> Room:
    """Where the content of a box may stand."""
    left, top = box.content_box_x(), box.content_box_y()
    return left, top, left + box.width, top + box.height


def ink(leaf: LaidLeaf) -> Room:
    """Where the letters of a text stand, without the white that its font has above and below."""
    left, top, right, bottom = extent(leaf.box)
    if leaf.text:
        base, high = top + leaf.box.baseline, leaf.box.style["font_size"]
        top, bottom = base - 0.6 * high, base + 0.1 * high
    return left, top, right, bottom


def beyond(leaf: LaidLeaf, room: Room) -> tuple[float, float, float, float]:
    """By how many points the ink of a leaf leaves a room on each side."""
    left, top, right, bottom = ink(leaf)
    sides = (room[0] - left, room[1] - top, right - room[2], bottom - room[3])
    start, above, end, below = (side * POINT for side in sides)
    return start, above, end, below


# ---- what cannot be read


def hard_to_read(leaf: LaidLeaf, origins: Origins) -> Iterator[Finding]:
    """Type that is too small or has no colour, and photographs that show their dots."""
    if leaf.text:
        points = leaf.box.style["font_size"] * POINT
        if points < SMALL:
            told = f"'{words_shown(leaf)}' is set in {points:.1f} pt"
            weight = Severity.ERROR if points < 1 else Severity.WARNING
            place = origins.of(leaf.element, leaf.text)
            yield Finding("too-small", weight, place, told, "set it in 6 pt or more")
        if leaf.box.style["color"].alpha == 0 or leaf.manner.clear:
            place = origins.of(leaf.element, leaf.text)
            yield error(place, f"'{words_shown(leaf)}' has no colour", "give it one", "unseen")
    elif (dots := density(leaf)) < COARSE:
        told = f"{pictured(leaf, origins)} prints with {dots:.0f} dots an inch"
        need = round(leaf.box.width / 96 * COARSE)
        hint = f"take one that is {need} pixels wide or more"
        yield Finding("coarse-picture", Severity.NOTE, origins.of(leaf.element), told, hint)


def density(leaf: LaidLeaf) -> float:
    """How many dots of a photograph stand in an inch; a drawing has no end of them."""
    pixels = getattr(leaf.box.replacement, "width", None)
    vector = not isinstance(pixels, int) or not leaf.box.width
    return float("inf") if vector else pixels / (leaf.box.width / 96)


# ---- what stands on something else


def overprints(leaves: list[LaidLeaf], origins: Origins) -> Iterator[Finding]:
    """Texts that are printed over one another; those set behind or turned are meant to be."""
    for one, other in overprinted(leaves):
        yield overprint(one, other, origins)


def overprinted(leaves: list[LaidLeaf]) -> Iterator[tuple[LaidLeaf, LaidLeaf]]:
    """Pairs of texts that share their room, each once."""
    # From the top down, each is compared only with those that reach down to it.
    cores = sorted((core(leaf), n) for n, leaf in enumerate(leaves) if stands(leaf))
    open_: list[tuple[Room, int]] = []
    told = set()
    for (top, left, bottom, right), n in cores:
        open_ = [each for each in open_ if each[0][2] > top]
        for (_, start, _, end), m in open_:
            pair = (id(leaves[n].element), id(leaves[m].element))
            if min(right, end) - max(left, start) > 1 / POINT and pair not in told:
                told.add(pair)
                yield leaves[min(n, m)], leaves[max(n, m)]
        open_.append(((top, left, bottom, right), n))


def stands(leaf: LaidLeaf) -> bool:
    """Whether a text stands upright on the page, with nothing meant to cover it."""
    return bool(leaf.text) and not leaf.manner.turned and not leaf.manner.behind


def core(leaf: LaidLeaf) -> Room:
    """Where the capitals of a text stand: top, left, bottom, right."""
    # Less than the ink: lines that are set tight share the white above and below their letters, and
    # a label may touch its neighbour.
    left, top, right, _ = extent(leaf.box)
    base, high = top + leaf.box.baseline, leaf.box.style["font_size"]
    return base - 0.65 * high, left + 0.1 * high, base - 0.05 * high, right - 0.1 * high


def overprint(one: LaidLeaf, other: LaidLeaf, origins: Origins) -> Finding:
    """That two texts share their room: the one above is too long, unless the other is placed."""
    told = f"'{words_shown(one)}' and '{words_shown(other)}' are printed over each other"
    blamed = other if other.manner.placed else one
    place = origins.of(blamed.element, blamed.text)
    return error(place, told, f"{ROOM}, or shorten it", "overprint")


# ---- how it is told


def pictured(leaf: LaidLeaf, origins: Origins) -> str:
    """A picture by its name, where it has one."""
    name = origins.picture(leaf.element)
    return f"the picture '{name}'" if name else "a picture"


def words_shown(leaf: LaidLeaf) -> str:
    """The words of a leaf, or the ends of them."""
    return shortened(" ".join(leaf.text.split()))


def shortened(words: str) -> str:
    """Words, or the ends of them."""
    return words if len(words) <= 60 else f"{words[:28]} … {words[-28:]}"
