"""Pictures side by side begin and end at the same height, whatever stands above and below them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from asof.batch import build
from asof.form import Profile
from asof.jobs import Request
from asof.workspace import find_workspace
from test_fit import DAY, folder, note

TITLE = "A title that takes more than one line of the narrow column of a picture"
CREDIT = "Photo: the Provincial Emergency Office of the Upper Lakes and Islands"


def field(width: int, height: int) -> bytes:
    """A grey picture."""
    file = BytesIO()
    Image.new("L", (width, height), 128).save(file, "PNG")
    return file.getvalue()


FILES: dict[str, str | bytes] = {"wide.png": field(900, 500), "square.png": field(600, 600)}
ROWS = {
    "titles of unlike length": [{"caption": "Short"}, {"caption": TITLE}],
    "a title beside none": [{"caption": TITLE}, {}],
    "a subtitle beside none": [{"caption": "Short", "subtitle": TITLE}, {"caption": "Short"}],
    "pictures of unlike height": [{"file": "square.png"}, {"caption": "Short"}],
    "credits of unlike length": [{"credit": CREDIT * 2}, {"note": CREDIT}],
    "three of all kinds": [
        {"caption": "Short"},
        {"file": "square.png", "caption": TITLE, "note": CREDIT},
        {"subtitle": TITLE},
    ],
}


def printed(root: Path, row: list[dict[str, str]], profile: Profile = "standard") -> Path:
    """A page with a row of pictures."""
    usual = {"file": "wide.png", "alt": "A field", "credit": "Photo: A."}
    root = folder(root, note({"images": [usual | each for each in row]}), FILES)
    (built,) = build(find_workspace(root), Request(DAY, profile=profile))
    assert built.failure is None
    return built.job.path


def pictures_of(page: pypdfium2.PdfPage) -> list[tuple[float, float]]:
    """Where the pictures of a page end and begin, in points from its foot."""
    found = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    return [(bottom, top) for _, bottom, _, top in (each.get_bounds() for each in found)]


def credits_of(page: pypdfium2.PdfPage) -> list[float]:
    """Where the first lines of the credits end, in points from the foot of a page."""
    text = page.get_textpage()
    search, ends = text.search("Photo:"), []
    while found := search.get_next():
        ends.append(text.get_charbox(found[0])[1])
    return ends


@pytest.mark.parametrize("profile", ["standard", "clear"])
@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_pictures_side_by_side_begin_at_one_height(
    tmp_path: Path, row: list[dict[str, str]], profile: Profile
) -> None:
    with pypdfium2.PdfDocument(printed(tmp_path, row, profile)) as pdf:
        tops = [top for _, top in pictures_of(pdf[0])]
        assert len(tops) == len(row)
        assert max(tops) - min(tops) < 0.2


def test_what_stands_below_them_begins_at_one_height_too(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(printed(tmp_path, ROWS["pictures of unlike height"])) as pdf:
        bottoms = [bottom for bottom, _ in pictures_of(pdf[0])]
        assert max(bottoms) - min(bottoms) > 50
        lines = credits_of(pdf[0])
        assert max(lines) - min(lines) < 0.2
        assert 0 < min(bottoms) - max(lines) < 20
