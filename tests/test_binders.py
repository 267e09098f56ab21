"""Binders: editions behind tabs, and pages exchanged so that the old binder is the new one."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asof import handouts, impose, pdf
from asof.handouts.binder_pages import BinderLayout, BinderPage, BinderRecord, Looks, roman
from asof.handouts.exchange import exchanges, pages_of, sheets_by_tab
from asof.jobs import Request
from asof.workspace import find_workspace
from released import TODAY, Port, lines, port_in

BINDER = """\
title: {en: Port binder, fr: Cartable du port}
parts:
  - heading: {en: Ships, fr: Navires}
    briefings: [note, quay]
  - heading: {en: Background, fr: Contexte}
    tab: 5
    briefings: [sheds]
"""


@pytest.fixture
def port(tmp_path: Path) -> Port:
    made = port_in(tmp_path)
    note = (made.root / "data/briefings/note.yaml").read_text("utf-8")
    for name, title in (("quay", "The quay"), ("sheds", "The sheds")):
        text = note.replace("{en: The port", f"{{en: {title}")
        (made.root / f"data/briefings/{name}.yaml").write_text(text, "utf-8")
    (made.root / "data/binders").mkdir()
    (made.root / "data/binders/port.yaml").write_text(BINDER, "utf-8")
    return made


def bound(port: Port, *words: str) -> dict[str, Any]:
    done = port.run("binder", "port", *words, "--json", "--cache", "none")
    assert done.exit_code == 0, done.output
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def built(port: Port, name: str = "port.binder.en.pdf") -> bytes:
    return (port.root / "build/2021-01-18" / name).read_bytes()


# ---- what is in a binder


def test_a_binder_has_a_cover_contents_a_list_of_pages_and_dividers(port: Port) -> None:
    port.change("data/briefings/quay.yaml", "as_of:", "tlp: AMBER\nembargo: 2021-05-01\nas_of:")
    port.change("data/briefings/sheds.yaml", "as_of:", "tlp: GREEN\nmarking: Internal\nas_of:")
    (port.root / "data/briefings/sheds.yaml").write_text(
        (port.root / "data/briefings/sheds.yaml")
        .read_text("utf-8")
        .replace("Internal", "{en: Internal, fr: Interne}"),
        "utf-8",
    )
    assert bound(port)["pages"] == 8
    content = built(port)
    with pikepdf.open(io.BytesIO(content)) as opened:
        labels = [str(opened.Root.PageLabels.Nums[2 * n + 1].P) for n in range(8)]
        assert labels == ["i", "ii", "1", "1-1", "2", "2-1", "5", "5-1"]
    text = lines(content)
    assert "Port binder" in text
    assert "i to ii Cover, contents and this list 1 Divider 1-1 The port" in text
    assert "2-1 The quay" in text
    assert text.count("TLP:AMBER") > 4  # on the cover, and on each page of the binder's own
    assert "TLP:AMBER · Embargoed until May 1, 2021" in text
    assert "Internal · TLP:GREEN" in text
    record = json.loads(built(port, "port.binder.en.json"))
    assert [each["tab"] for each in record["editions"]] == [1, 2, 5]
    assert [each["label"] for each in record["pages"]] == labels


def test_tags_links_bookmarks_and_claims_are_kept_and_bytes_are_the_same(port: Port) -> None:
    bound(port)
    content = built(port)
    bound(port)
    assert built(port) == content
    with pikepdf.open(io.BytesIO(content)) as opened:
        said = opened.Root.Metadata.read_bytes()
        assert b'pdfaid:part="3"' in said
        assert b'pdfuaid:part="1"' in said
        tree = opened.Root.StructTreeRoot
        keys = [int(tree.ParentTree.Nums[n]) for n in range(0, len(tree.ParentTree.Nums), 2)]
        assert keys == sorted(set(keys))
        pages = {page.obj.objgen for page in opened.pages}
        assert {int(page.obj.StructParents) for page in opened.pages} <= set(keys)
        parts = [kid for kid in tree.K[0].K if kid.S == "/Part"]
        assert len(parts) == 3
        held = opened.Root.Names.Dests.Names
        named = {str(held[n]): held[n + 1] for n in range(0, len(held), 2)}
        assert list(named) == sorted(named)
        assert {place[0].objgen for place in named.values()} <= pages
        links = [a for page in opened.pages for a in page.obj.get("/Annots", [])]
        inner = [str(a.Dest) for a in links if "/Dest" in a]
        assert {"tab-1", "tab-2", "tab-5", "1-source-1", "3-source-1"} <= set(inner)
        assert set(inner) <= named.keys()
        with opened.open_outline() as outline:
            tops = [item.title for item in outline.root]
            assert tops[-3:] == ["The port", "The quay", "The sheds"]
            assert outline.root[-1].children[0].title == "The sheds"


def test_what_claims_nothing_makes_a_binder_that_claims_nothing(port: Port) -> None:
    done = port.run("build", "sheds", "--lang", "en", "--pdf-standard", "ua-1")
    assert done.exit_code == 0
    assert not impose.claims_all(built(port, "sheds.en.pdf"))
    made = handouts.binder.bind(
        find_workspace(port.root),
        handouts.print_binder.named_binder(find_workspace(port.root), ("sheds",)),
        Request(TODAY, languages=("en",), standards=("ua-1",)),
    )
    assert not impose.claims_all(made.content)


def test_briefings_are_bound_without_a_definition_too(port: Port) -> None:
    done = port.run("binder", "sheds", "note", "--lang", "fr", "--sides", "duplex")
    assert done.exit_code == 0, done.output
    text = lines(built(port, "binder.binder.fr.duplex.pdf"))
    assert "Notes du port" in text
    assert text.count("Page laissée en blanc intentionnellement") > 4


def test_an_issued_edition_is_bound_as_it_was_issued(port: Port) -> None:
    issued = port.issue()
    port.change("data/facts/port.yaml", "about 100", "about 80")
    bound(port)
    text = lines(built(port))
    assert f"r1 · {issued.code}" in text
    assert "about 100" in text  # as it was issued
    assert "about 80" in text  # as it is built
    path = port.root / "build" / str(issued.edition["path"])
    on_a4 = port.run("binder", "port", "--paper", "a4")
    assert "is issued on letter, and this binder is on a4" in on_a4.stderr
    path.unlink()
    told = f"its PDF is not at {path}, or not as it was issued\n  hint: put the issued PDF there\n"
    assert told in port.run("binder", "port").stderr


# ---- what is refused


def test_a_binder_is_checked_with_all_other_data(port: Port) -> None:
    path = port.root / "data/binders/port.yaml"
    path.write_text(
        "title: {en: A, fr: A}\nparts:\n"
        "  - {heading: {en: B, fr: B}, briefings: [note, note, quai]}\n"
        "  - {heading: {en: C, fr: C}, briefings: []}\n",
        "utf-8",
    )
    told = port.run("check").stderr
    assert "data/binders/port.yaml:3:49: error: 'note' stands in this binder twice" in told
    assert "error: no briefing 'quai'\n  hint: did you mean 'quay'?" in told
    assert "data/binders/port.yaml:4:5: error: this part has no briefings" in told
    path.write_text("title: {en: A, fr: A}\nparts: []\n", "utf-8")
    told = "error: this binder has no parts\n  hint: write one with its briefings\n"
    assert told in port.run("check").stderr
    path.write_text(BINDER.replace("tab: 5", "tab: 2"), "utf-8")
    told = "tab 2 is taken: the part before ends with tab 2\n  hint: write 3 or more\n"
    assert told in port.run("binder", "port").stderr
    path.write_text(BINDER, "utf-8")
    (port.root / "data/briefings/note.yaml").write_text(
        "title: {en: '{{ no.fact }}', fr: A}\n", "utf-8"
    )
    assert port.run("binder", "port").exit_code == 2


def test_a_binder_needs_a_library_and_contents_that_come_to_rest(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handouts.binder, "ROUNDS", 0)
    told = "the pages of its contents do not come to rest\n  hint: write 'numbering: tab'\n"
    assert told in port.run("binder", "port").stderr
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    assert "binders need 'pikepdf'" in port.run("binder", "port").stderr


def test_only_pages_that_have_a_place_are_exchanged(port: Port) -> None:
    told = "no other binder 'port' was printed before"
    whole = "\n  hint: print the whole of it, without --changed\n"
    assert told + whole in port.run("binder", "port", "--changed").stderr
    bound(port)
    assert bound(port, "--since", "2021-01-18")["file"] is None
    said = port.run("binder", "port", "--since", "2021-01-18").stdout
    assert said == "nothing to exchange: every page is as it was printed\n"
    told = "no binder 'port' of '2020-01-01' was printed"
    hint = "\n  hint: name the .json beside one, or a day in data/printed\n"
    assert told + hint in port.run("binder", "port", "--since", "2020-01-01").stderr
    two_sided = port.run("binder", "port", "--sides", "duplex", "--changed").stderr
    assert (
        "pages cannot be exchanged: the binder before is en, letter, standard, simplex, tab,"
        f" this one en, letter, standard, duplex, tab{whole}"
    ) in two_sided
    (record,) = (port.root / "data/printed").iterdir()
    record.write_text(record.read_text("utf-8").replace('"2-1"', '"2-2"'), "utf-8")
    told = "is no record of a binder as it was printed\n  hint: "
    hint = "take the file from the history of the repository, or name another by --since\n"
    assert told + hint in port.run("binder", "port", "--since", str(record)).stderr


# ---- exchanging pages


def record(sides: str, tabs: dict[int, list[str]]) -> BinderRecord:
    """A binder whose tabs have pages of these looks, each tab filled up to whole sheets."""

    def pages() -> Iterator[BinderPage]:
        for tab, looks in sorted(tabs.items()):
            filled = [*looks, *["blank"] * (sides == "duplex" and len(looks) % 2)]
            for n, look in enumerate(filled, 1):
                yield BinderPage(label=f"{tab}-{n}", tab=tab, kind="edition", look=look)

    names = dict.fromkeys(("name", "title", "lang", "as_of", "known", "paper"), "x")
    return BinderRecord(
        **names,
        profile="standard",
        sides=sides,
        numbering="tab",
        editions=(),
        pages=tuple(pages()),
    )


LOOKS = st.lists(st.sampled_from("abc"), min_size=1, max_size=6)
TABS = st.dictionaries(st.integers(0, 4), LOOKS, min_size=1)


@given(st.sampled_from(["simplex", "duplex"]), st.lists(TABS, min_size=2, max_size=10))
def test_a_binder_in_which_sheets_were_exchanged_is_the_new_one(
    sides: str, editions: list[dict[int, list[str]]]
) -> None:
    records = [record(sides, tabs) for tabs in editions]
    held = {tab: list(sheets) for tab, sheets in sheets_by_tab(records[0]).items()}
    for old, new in pairwise(records):
        for step in exchanges(old, new):
            mine = held.setdefault(step.tab, [])
            at = mine.index(step.remove[0]) if step.remove else len(mine)
            assert tuple(mine[at : at + len(step.remove)]) == step.remove
            mine[at : at + len(step.remove)] = step.insert
    assert {tab: s for tab, s in held.items() if s} == {
        tab: list(sheets) for tab, sheets in sheets_by_tab(records[-1]).items()
    }


@given(TABS, st.data())
def test_a_page_that_is_as_it_was_is_not_exchanged(
    tabs: dict[int, list[str]], data: st.DataObject
) -> None:
    tab = data.draw(st.sampled_from(sorted(tabs)))
    other = tabs | {tab: ["z", *tabs[tab][1:]]}
    (step,) = exchanges(record("duplex", tabs), record("duplex", other))
    assert (step.tab, len(pages_of(step.remove)), len(pages_of(step.insert))) == (tab, 2, 2)


def test_labels_stay_while_other_tabs_grow() -> None:
    def labels(*editions: tuple[int, int], **more: bool) -> list[str]:
        usual = {"duplex": False, "continuous": False}
        layout = BinderLayout(front=2, editions=editions, **usual | more)
        return [page.label for page in layout.pages()]

    assert labels((1, 2), (5, 1)) == ["i", "ii", "1", "1-1", "1-2", "5", "5-1"]
    assert labels((1, 3), (5, 1))[-2:] == ["5", "5-1"]
    both = labels((1, 1), duplex=True)
    assert both == ["i", "ii", "1", "1-0", "1-1", "1-2"]
    assert labels((1, 1), continuous=True) == ["1", "2", "3", "4"]
    assert [roman(n) for n in (1, 4, 9, 14, 40, 99)] == ["i", "iv", "ix", "xiv", "xl", "xcix"]
    assert Looks([["x"]]).of("1", 0, 0) != Looks([["x"]]).of("2", 0, 0)


class Holder:
    """Somebody who has a binder on paper, each sheet by the looks of its pages."""

    def __init__(self, port: Port, name: str) -> None:
        self.port, self.name = port, name
        told = json.loads(built(port, f"{name}.json"))
        looks = iter(pdf.page_looks(built(port, f"{name}.pdf")))
        self.tabs: dict[int, list[tuple[str, ...]]] = {}
        for first, _ in zip(told["pages"][::2], told["pages"][1::2], strict=True):
            self.tabs.setdefault(first["tab"], []).append((next(looks), next(looks)))

    def exchange(self, steps: list[dict[str, Any]], told: int) -> None:
        """Do what a sheet says, with the pages that come behind it."""
        looks = iter(pdf.page_looks(built(self.port, f"{self.name}.exchange.pdf"))[told:])
        for step in steps:
            mine, out = self.tabs.setdefault(step["tab"], []), step["remove"]
            first = next((label for label in out[0]), "") if out else ""
            at = self._place(first) if out else len(mine)
            mine[at : at + len(out)] = [(next(looks), next(looks)) for _ in step["insert"]]
        assert next(looks, None) is None

    @staticmethod
    def _place(label: str) -> int:
        """Which sheet of its tab a page is on; a divider is before all others."""
        front = {"i": 0, "iii": 1, "v": 2}
        page = label.partition("-")[2]
        return front[label] if label in front else (int(page) + 1) // 2 if page else 0

    @property
    def sheets(self) -> list[tuple[str, ...]]:
        return [sheet for tab in sorted(self.tabs) for sheet in self.tabs[tab]]


def test_ten_editions_exchanged_page_by_page_are_the_binder_printed_anew(port: Port) -> None:
    name, more = "port.binder.en.duplex", ("--sides", "duplex", "--lang", "en")
    bound(port, *more)
    holder = Holder(port, name)
    note, binder = port.root / "data/briefings/note.yaml", port.root / "data/binders/port.yaml"
    text, paragraph = note.read_text("utf-8"), "  - text: {en: 'WORDS', fr: Mots.}\n"
    for edition in range(10):
        long = paragraph.replace("WORDS", f"Edition {edition}. " + "More words. " * 250)
        note.write_text(text + long * (1 + edition % 4), "utf-8")
        parts = BINDER.replace("note, quay", "note" if edition in (3, 4) else "note, quay")
        binder.write_text(parts.replace("sheds", "quay" if edition == 4 else "sheds"), "utf-8")
        told = bound(port, *more, "--changed")
        assert told["pages"] == 2 * sum(len(step["insert"]) for step in told["exchange"])
        holder.exchange(told["exchange"], told=2)
    bound(port, *more)
    assert holder.sheets == Holder(port, name).sheets


def test_where_pages_count_on_an_inserted_one_changes_all_behind_it(port: Port) -> None:
    path = port.root / "data/binders/port.yaml"
    path.write_text(f"{BINDER}numbering: continuous\n", "utf-8")
    bound(port)
    assert "8 The sheds" in lines(built(port))
    note = port.root / "data/briefings/note.yaml"
    long = "  - text: {en: 'WORDS', fr: Mots.}\n".replace("WORDS", "More words. " * 700)
    note.write_text(note.read_text("utf-8") + long, "utf-8")
    told = bound(port, "--changed")
    assert {step["tab"] for step in told["exchange"]} == {0, 1, 2, 5}
    again = bound(port, "--changed")
    assert again["exchange"] == told["exchange"]
