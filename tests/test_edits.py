"""An edit in the middle of a build is printed by the next one, whatever is edited."""

from __future__ import annotations

from datetime import date
from itertools import cycle
from pathlib import Path

import pytest

import edits
from asof import batch, build, workspace
from asof.batch import run
from asof.cache import NOTHING_KEPT, Store
from asof.jobs import Request

TODAY = date(2026, 3, 1)


def prints(root: Path, out: Path, store: Store) -> list[str]:
    """A build: the editions that were printed anew."""
    request = Request(TODAY, out=out, jobs=1, store=store)
    built = list(batch.build(workspace.read_workspace(root), request))
    assert [each.failure for each in built] == [None, None]
    return [each.job.name for each in built if not each.reused]


MOMENTS = {
    "before it is filled": (build, "filled_document"),
    "before it is written": (run, "write_edition"),
    "before it is logged": (run, "log_built"),
}


@pytest.mark.parametrize(("name", "moment"), list(zip(edits.INPUTS, cycle(MOMENTS))))
def test_what_was_edited_during_a_build_is_printed_by_the_next(
    tmp_path: Path, own_folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, moment: str
) -> None:
    root, store = tmp_path / "work", Store(own_folder)
    edits.write(root)
    once = iter([name])
    module, step = MOMENTS[moment]
    take = getattr(module, step)

    def edited(*given: object, **named: object) -> object:
        for each in once:
            edits.edit(root, each, 7)
        return take(*given, **named)

    monkeypatch.setattr(module, step, edited)
    prints(root, root / "build", store)
    monkeypatch.undo()
    prints(root, root / "build", store)
    prints(root, tmp_path / "alone", NOTHING_KEPT)
    assert edits.printed(root / "build") == edits.printed(tmp_path / "alone")
    assert prints(root, root / "build", store) == []
