"""Tests for what style sheets add to the words of a page."""

from __future__ import annotations

import pytest

from asof.page.generated_words import generated_words
from asof.templates.resources import shipped


def words(css: str) -> list[str]:
    return [each.words for each in generated_words(css)]


@pytest.mark.parametrize(
    ("css", "added"),
    [
        ('data.fact::after { content: "0" }', ["0"]),
        ('p::before { content: "not " }', ["not "]),
        ('p::before { content: "\\31" }', ["1"]),
        ('li::after { content: "— " counter(n) }', ["counter(n)"]),
        ("p::after { content: attr(data-key) }", ["attr(data-key)"]),
        (':root { --x: "9" } p::after { content: var(--x) }', ["var(--x)"]),
        ('q { quotes: "1" "2" } q::before { content: open-quote }', ["1", "2"]),
        ("data { display: list-item }", ["list-item"]),
        ("ul { list-style: decimal inside }", ["decimal"]),
        ('p { list-style-type: "7" }', ["7"]),
        ('@counter-style n { system: cyclic; symbols: "1" }', ["1"]),
        ('@media print { @supports (color: red) { p::after { content: "5" } } }', ["5"]),
        ('@page { @bottom-right { content: "5 of " counter(pages) } }', ["5 of "]),
        ('h1 { string-set: t "9" }', ["9"]),
        ('p::after { content: "٣" }', ["٣"]),
    ],
)
def test_words_and_figures_of_a_style_are_found(css: str, added: list[str]) -> None:
    assert words(css) == added


@pytest.mark.parametrize(
    "css",
    [
        'p::before { content: "— "; font: 9pt "Arial 9" }',
        '@font-face { font-family: "Font 9"; src: url("x9.ttf") }',
        ':root { --sans: "Asof Sans 3" } p { font-family: var(--sans) }',
        '@page { @bottom-right { content: counter(page) " / " counter(pages) } }',
        ".contents a::after { content: target-counter(attr(href), page) }",
        'ol { list-style: decimal } ol > li::marker { content: counter(list-item) ". " }',
        "ul { list-style: none } h1 { string-set: t content() }",
        "@page { @top-left { content: string(t) } }",
        'div { grid-template-areas: "a1 b2" } p { width: 12cm } p:lang("fr") { color: red }',
    ],
)
def test_marks_and_the_numbers_of_pages_and_lists_are_a_style_s_own(css: str) -> None:
    assert words(css) == []


def test_the_theme_adds_no_words() -> None:
    for name in shipped().below("theme", ".css"):
        assert words(shipped().read(name).text) == [], name


def test_words_are_found_at_their_place() -> None:
    (found,) = generated_words('p { color: red }\np::after { content: "0" }')
    assert (found.line, found.column) == (2, 21)
