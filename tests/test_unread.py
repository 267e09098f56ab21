"""What looks meant and nobody reads is told with the name that was meant."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from asof.diagnostics import Finding
from asof.files import Files
from asof.unread import unread_data, unread_elsewhere

WHERE = "facts are read from data/facts/, briefings from data/briefings/"


def wrote(root: Path, *names: str) -> Files:
    """A folder with empty files of some names."""
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return Files(root)


def told(found: Iterable[Finding]) -> list[tuple[str, str]]:
    """The places of findings, and their hints."""
    return [(str(finding.place), finding.hint) for finding in found]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("data/facts/b.yml", "data/facts/b.yaml"),
        ("data/facts/regions/b.YAML", "data/facts/regions/b.yaml"),
        ("data/facts/b.Yml", "data/facts/b.yaml"),
        ("data/facts/b.yaml.txt", "data/facts/b.yaml"),
        ("data/facts/b.yaml ", "data/facts/b.yaml"),
        ("data/facts/b.ymal", "data/facts/b.yaml"),
        ("data/facts/b.json", "data/facts/b.yaml"),
        ("data/facts/b", "data/facts/b.yaml"),
        ("data/briefings/n.yml", "data/briefings/n.yaml"),
        ("data/tables/x.CSV", "data/tables/x.csv"),
        ("data/tables/x.csv.txt", "data/tables/x.csv"),
        ("data/issued/2025-01-01/x.JSON", "data/issued/2025-01-01/x.json"),
        ("data/sources.yml", "data/sources.yaml"),
        ("data/Sources.yaml", "data/sources.yaml"),
        ("data/source.yaml", "data/sources.yaml"),
        ("data/sources.json", "data/sources.yaml"),
    ],
)
def test_another_suffix_or_name_than_the_one_that_is_read(
    tmp_path: Path, name: str, meant: str
) -> None:
    files = wrote(tmp_path, name)
    assert told(unread_data(files)) == [(name, f"name it '{meant}'")]
    (finding,) = unread_data(files)
    assert (finding.message, finding.severity) == ("this file is not read", "error")


@pytest.mark.parametrize("suffix", ["tsv", "xlsx", "ods", "XLS"])
def test_a_table_of_another_program_is_saved_as_csv(tmp_path: Path, suffix: str) -> None:
    name = f"data/tables/x.{suffix}"
    files = wrote(tmp_path, name)
    assert told(unread_data(files)) == [(name, "save it as 'data/tables/x.csv'")]
    assert told(unread_data(wrote(tmp_path, "data/tables/x.csv"))) == []


@pytest.mark.parametrize("name", ["facts.yaml", "personnel.yaml", "briefings.yml", "tables/x.yaml"])
def test_facts_that_stand_in_another_folder(tmp_path: Path, name: str) -> None:
    assert told(unread_data(wrote(tmp_path, f"data/{name}"))) == [(f"data/{name}", WHERE)]


@pytest.mark.parametrize(
    ("folder", "hint"),
    [
        ("Facts", "name it 'data/facts'"),
        ("fact", "name it 'data/facts'"),
        ("FACTS", "name it 'data/facts'"),
        ("briefing", "name it 'data/briefings'"),
        ("Table", "name it 'data/tables'"),
        ("archive", WHERE),
    ],
)
def test_a_folder_that_is_not_read_is_told_once(tmp_path: Path, folder: str, hint: str) -> None:
    files = wrote(tmp_path, f"data/{folder}/a.yaml", f"data/{folder}/north/b.yml")
    (finding,) = unread_data(files)
    assert finding.message == "this folder is not read, and 'a.yaml' is in it"
    assert told([finding]) == [(f"data/{folder}", hint)]


@pytest.mark.parametrize("name", ["a\nb.yaml", "a\u2028.yaml", "\udcff.yaml"])
def test_a_name_that_cannot_be_shown(tmp_path: Path, name: str) -> None:
    (finding,) = unread_data(wrote(tmp_path, f"data/facts/{name}"))
    assert told([finding]) == [(f"data/facts/{repr(name)[1:-1]}", "rename the file")]
    assert finding.message == "the name of this file holds a character that no name has"


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    wrote(tmp_path, "shared/a.yaml", "data/facts/a.yaml")
    (tmp_path / "data/facts/north").symlink_to("../../shared")
    assert told(unread_data(Files(tmp_path))) == [("data/facts/north", "copy the folder")]


def test_what_is_there_for_people_is_left_alone(tmp_path: Path) -> None:
    files = wrote(
        tmp_path,
        *("data/sources.yaml", "data/facts/a.yaml", "data/facts/north/b.yaml"),
        *("data/briefings/n.yaml", "data/tables/x.csv", "data/raw/y.csv", "data/raw/y.json"),
        *("data/issued/2025-01-01/x.json", "data/documents/report.pdf", "data/raw/big.xlsx"),
        *("data/README.md", "data/README", "data/facts/README", "data/facts/notes.txt"),
        *("data/facts/a.yaml~", "data/facts/#a.yaml#", "data/facts/.a.yaml.swp"),
        *("data/facts/a.yaml.bak", "data/facts/a.yaml.orig", "data/.git/x.yaml"),
    )
    assert told(unread_data(files)) == []


def test_charts_and_templates_that_no_page_can_load(tmp_path: Path) -> None:
    files = wrote(
        tmp_path,
        *("charts/a.py", "charts/b.PY", "charts/c/d.py", "charts/__init__.py", "charts/e.ipynb"),
        *("charts/__pycache__/a.pyc", "templates/n.html", "templates/o.htm", "templates/p.HTML"),
        *("templates/own.css", "templates/Own.css", "templates/style.css", "templates/logo.svg"),
        *("templates/parts/q.j2",),
    )
    sheet = "'templates/own.css' styles every page"
    assert told(unread_elsewhere(files)) == [
        ("charts/b.PY", "name it 'charts/b.py'"),
        ("charts/c/d.py", "name it 'charts/d.py'"),
        ("charts/e.ipynb", "name it 'charts/e.py'"),
        ("templates/Own.css", sheet),
        ("templates/o.htm", "name it 'templates/o.html'"),
        ("templates/p.HTML", "name it 'templates/p.html'"),
        ("templates/parts/q.j2", "name it 'templates/parts/q.html'"),
        ("templates/style.css", sheet),
    ]


def test_maps_that_no_chart_draws(tmp_path: Path) -> None:
    names = ("maps/a.geojson", "maps/b.geojson", "maps/c.shp", "maps/d.topojson", "maps/README.md")
    files = wrote(tmp_path, "charts/a.py", *names)
    (tmp_path / "charts/a.py").write_text("choropleth(axes, 'maps/a.geojson', facts)")
    assert told(unread_elsewhere(files)) == [
        ("maps/b.geojson", "draw it: choropleth(axes, 'maps/b.geojson', …)"),
        ("maps/c.shp", "export it as 'maps/c.geojson'"),
        ("maps/d.topojson", "export it as 'maps/d.geojson'"),
    ]
    (tmp_path / "charts/b.py").write_text('choropleth(axes, f"maps/{edition.row}.geojson", facts)')
    assert told(unread_elsewhere(Files(tmp_path))) == []


def test_languages_that_nobody_speaks(tmp_path: Path) -> None:
    names = ("languages/da.py", "languages/danish.py", "languages/sv/sv.py", "languages/fr.txt")
    files = wrote(tmp_path, *names, "languages/fr-BE.py", "languages/_base.py", "languages/nb.pyw")
    (tmp_path / "languages/danish.py").write_text('replace(ENGLISH, tag="da-DK")')
    assert told(unread_elsewhere(files, ["en-CA", "fr-BE"])) == [
        ("languages/da.py", "name 'da' among the languages of asof.yaml"),
        ("languages/danish.py", "name it 'languages/da-DK.py'"),
        ("languages/nb.pyw", "name it 'languages/nb.py'"),
        ("languages/sv/sv.py", "name it 'languages/sv.py'"),
    ]


def test_what_a_template_names_is_read(tmp_path: Path) -> None:
    files = wrote(tmp_path, "templates/parts/q.j2", "templates/style.css")
    text = '{% include "parts/q.j2" %}<link rel="stylesheet" href="templates/style.css">'
    (tmp_path / "templates/n.html").write_text(text)
    assert told(unread_elsewhere(files)) == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("facts/a.yaml", "data/facts"),
        ("sources.yaml", "data/sources.yaml"),
        ("Data/sources.yaml", "data"),
        ("Templates/n.html", "templates"),
        ("chart/a.py", "charts"),
        ("Maps/a.geojson", "maps"),
        ("language/da.py", "languages"),
    ],
)
def test_what_stands_a_folder_too_high(tmp_path: Path, name: str, meant: str) -> None:
    files = wrote(tmp_path, name)
    top = name.partition("/")[0]
    assert told(unread_elsewhere(files)) == [(top, f"did you mean '{meant}'?")]
