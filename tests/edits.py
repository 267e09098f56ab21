"""Any input, edited at any moment of a build: the next build prints it.

`python tests/edits.py [MOMENTS]` edits one input after another at moments spread over a build and
holds what the next build leaves against what a build prints that knows nothing of earlier ones.
"""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

FILES = {
    "asof.yaml": "title: Harbour\nlanguages: [en]\ntimezone: UTC\npublisher: Desk 10\n",
    "data/sources.yaml": "log: {title: Log 10, publisher: Office, published: 2026-02-01}\n",
    "data/facts/quay.yaml": """\
north:
  label: Berths
  unit: berths
  observations: [{value: 10, on: 2026-01-31, source: log}]
south:
  label: Berths in the south
  unit: berths
  table: tables/south.csv
""",
    "data/tables/south.csv": "value,on,source\n10,2026-01-31,log\n",
    "data/tables/quays.csv": "code,name\nnorth,North 10\nsouth,South\n",
    "data/briefings/quay.yaml": """\
title: "{{ each.name }}"
as_of: 2026-02-28
template: quay.html
for_each: tables/quays.csv
body:
  - heading: Part 10
  - points: ["There are {{ fact('quay.' ~ each.code).counted }}, {{ quay.south }} of them south."]
  - chart: quay
  - image: {file: images/quay.svg, alt: The quay}
""",
    "templates/quay.html": """\
{% extends "theme/note.html" %}
{% block end %}{{ super() }}<p>Line 10</p>{% include "imprint.html" %}{% endblock %}
""",
    "templates/imprint.html": "<p>Imprint 10</p>\n",
    "templates/own.css": "@import 'more.css';\n:root { --accent: #102010; }\n",
    "templates/more.css": "h2 { color: #102010; }\n",
    "charts/quay.py": """\
from asof.charts import chart, steps


@chart(caption="Berths 10")
def quay(axes, edition):
    steps(axes, edition[f"quay.{edition.each['code']}"])
""",
    "images/quay.svg": """\
<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><rect width="70" height="10"
 fill="#102010"/></svg>
""",
}
INPUTS = tuple(FILES)


def write(root: Path) -> None:
    """The workspace in a folder."""
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def edit(root: Path, name: str, number: int) -> None:
    """Give the number in a file another value, of two figures."""
    text = (root / name).read_text(encoding="utf-8")
    changed = re.sub(r"(?<![\d-])\d\d(?![\d-])|(?<=#)\d\d", f"{number % 90 + 10}", text, count=1)
    assert changed != text, name
    (root / name).write_text(changed, encoding="utf-8")


def printed(root: Path) -> Mapping[str, bytes]:
    """What lies in an output folder, by day."""
    found = sorted(path for path in root.glob("2*/*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def build(root: Path, *words: str) -> subprocess.Popen[bytes]:
    """A build as a process of its own."""
    command = [sys.executable, "-m", "asof.cli", "--workspace", str(root), "build", *words]
    return subprocess.Popen(command, stderr=subprocess.PIPE)


def done(process: subprocess.Popen[bytes]) -> None:
    """Wait for a build that must not fail."""
    _, told = process.communicate(timeout=300)
    assert process.returncode == 0, told.decode()


def main() -> None:
    """Try so many moments of a build."""
    moments = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with TemporaryDirectory() as folder:
        os.environ["ASOF_CACHE"] = f"{folder}/kept"
        root, numbers = Path(folder, "work"), itertools.count(1)
        write(root)
        start = time.monotonic()
        done(build(root, "--jobs", "2"))
        whole = time.monotonic() - start
        for moment in range(moments):
            name, late = INPUTS[moment % len(INPUTS)], whole * moment / moments
            edit(root, "asof.yaml", next(numbers))  # so that all is printed anew
            process = build(root, "--jobs", "2")
            time.sleep(late)
            edit(root, name, next(numbers))
            done(process)
            done(build(root, "--jobs", "2"))
            alone = Path(folder, f"alone{moment}")
            done(build(root, "--cache", "none", "--out", str(alone)))
            assert printed(root / "build") == printed(alone), f"{name} after {late:.2f} s"
            sys.stdout.write(f"{name} edited after {late:.2f} of {whole:.2f} s: printed\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
