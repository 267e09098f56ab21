"""What a workspace with a mistake in it is told, held against the comments beside the mistake."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from asof import workspace
from asof.cli import main
from asof.diagnostics import AsofError
from mistakes import CASES, findings, lay, mistakes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_told_as_its_comment_says(case: Path, tmp_path: Path) -> None:
    lay(tmp_path, case)
    wanted = sorted(map(str, mistakes(case)))
    assert wanted
    assert sorted(str(finding) for finding in findings(tmp_path)) == wanted


def test_the_base_of_all_broken_workspaces_is_whole(tmp_path: Path) -> None:
    lay(tmp_path)
    assert findings(tmp_path) == []


# What needs a command line


def test_a_folder_that_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(AsofError) as problem:
        workspace.find_workspace(tmp_path)
    assert str(problem.value) == (
        "error: no asof.yaml in this folder or above it\n"
        "  hint: run 'asof init', or name the folder with --workspace"
    )


def test_an_unknown_briefing_on_the_command_line(tmp_path: Path) -> None:
    lay(tmp_path)
    told = CliRunner().invoke(main, ["--workspace", str(tmp_path), "build", "noet"])
    assert told.exit_code == 2
    assert told.stderr == "error: no briefing 'noet'\n  hint: did you mean 'note'?\n"
