"""Telephone numbers in contacts and texts: no figures, links that dial, and what is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from test_review import drafted, files, judge, numbers, told, write

DAY = date(2025, 2, 1)
FACTS = numbers("value: 7, on: 2025-01-02, source: log")


def noted(text: str, contact: str = "") -> dict[str, str]:
    """A note with a text, and whom to ask."""
    more = f"contact: {contact}\n" if contact else ""
    note = f"title: Note\nas_of: 2025-02-01\n{more}body:\n  - text: '{text}'\n"
    return files(FACTS, data__briefings__note_yaml=note)


def html(root: Path, layout: dict[str, str]) -> str:
    return drafted(write(root, layout), DAY).html


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("+1 613-555-0100", "+16135550100"),
        ("613-555-0100", "6135550100"),
        ("(613) 555-0100", "6135550100"),
        ("613.555.0100", "6135550100"),
        ("+33 1 42 68 53 00", "+33142685300"),
        ("+33 142 685 300", "+33142685300"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("0800 123 456", "0800123456"),
        ("1-800-O-CANADA", "18006226232"),
        ("+1 613-555-0100 ext. 12", "+16135550100;ext=12"),
        ("+1 613-555-0100, poste 12", "+16135550100;ext=12"),
    ],
)
def test_a_number_in_a_contact_is_a_link_and_no_figure(
    tmp_path: Path, typed: str, dialled: str
) -> None:
    layout = noted("Words.", f"'Duty officer, {typed}.'")
    assert f'officer, <a class="phone" href="tel:{dialled}">{typed}</a>.' in html(tmp_path, layout)
    assert told(tmp_path, layout, "bare-figure") == []


@pytest.mark.parametrize("typed", ["+1 613-555-0100", "+33 1 42 68 53 00", "+39 06 5994 1"])
def test_a_number_of_the_world_is_known_in_any_text(tmp_path: Path, typed: str) -> None:
    layout = noted(f"Call **{typed}**, or [{typed}](tel:+16135550100).")
    page = html(tmp_path, layout)
    assert page.count(f">{typed}</a>") == 1
    assert f'<span class="phone">{typed}</span></a>' in page
    assert told(tmp_path, layout, "bare-figure") == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The sum grew by +1 613 555 dollars.", "+1 613 555"),
        ("On 2025-02-01 it opened.", "2025-02-01"),
    ],
)
def test_what_may_be_a_figure_is_one_in_a_text(tmp_path: Path, text: str, figure: str) -> None:
    layout = noted(text)
    assert 'class="phone"' not in html(tmp_path, layout)
    assert told(tmp_path, layout, "bare-figure"), figure


def test_a_day_and_a_figure_in_a_contact_are_found_all_the_same(tmp_path: Path) -> None:
    layout = noted("Words.", "'From 2025-02-03, 12 officers, 613-555-0100'")
    found = [line.partition("error: ")[2] for line in told(tmp_path, layout, "bare-figure")]
    assert len([line for line in found if "comes from no fact" in line]) == 2


def test_a_number_is_marked_by_hand_in_texts(tmp_path: Path) -> None:
    layout = noted('Call {{ "911" | phone }} or {{ "0800 123 456" | phone }}.')
    assert '<a class="phone" href="tel:911">911</a>' in html(tmp_path, layout)
    assert told(tmp_path, layout, "bare-figure") == []


@pytest.mark.parametrize("words", ["12", "seven", "123 456 789 012 345 6", "12 ships"])
def test_what_is_no_number_is_refused_where_it_is_marked(tmp_path: Path, words: str) -> None:
    (found, *_) = (str(f) for f in judge(tmp_path, noted(f'Call {{{{ "{words}" | phone }}}}.')))
    assert found == (
        f"data/briefings/note.yaml:4:17: error: '{words}' is no telephone number\n"
        "  hint: write one such as +1 613-555-0100"
    )


def test_a_long_row_of_digits_is_read_at_once(tmp_path: Path) -> None:
    html(tmp_path, noted(f"Call +{'1 ' * 8000}x.", f"'{'1-' * 8000}x'"))
