"""`asof init --ci`, the action and the hook: valid, and each of their steps run."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from click.testing import CliRunner, Result

from asof import ci
from asof.cli import main
from asof.versions import version
from hosts import PIP, GitHub, bare_remote, git

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def asof(folder: Path, *words: str) -> Result:
    with chdir(folder):
        return CliRunner().invoke(main, words)


def init(repository: Path, within: str, *words: str) -> Result:
    """A repository with a workspace in it, and what the command said."""
    (repository / within).mkdir(parents=True, exist_ok=True)
    if not (repository / ".git").exists():
        subprocess.check_call(["git", "init", "--quiet", repository])
    return asof(repository, "init", within, *words)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with two workspaces, each for both hosts."""
    repository = tmp_path_factory.mktemp("both")
    for within in (".", "l'été & co"):
        for service in ("github", "gitlab"):
            assert init(repository, within, "--ci", service).exit_code == 0
    return repository


# ---- what is written


def written(folder: Path) -> set[str]:
    names = git(folder, "ls-files", "--others", "--exclude-standard", "-z").split("\0")
    return {name for name in names if re.search(r"\.git|requirements", name)}


def test_one_command_adds_to_a_repository_what_runs_there(both: Path) -> None:
    assert written(both) >= {
        ".github/workflows/asof-check.yml",
        ".github/workflows/asof-publish.yml",
        ".github/workflows/asof-check-l-t-co.yml",
        ".github/workflows/asof-publish-l-t-co.yml",
        ".gitlab-ci.yml",
        ".gitlab/asof.yml",
        ".gitlab/asof-l-t-co.yml",
        "asof-requirements.txt",
        "l'été & co/asof-requirements.txt",
    }
    assert "@" not in re.sub(r"@v\d|\[bot\]@|asof@|\w@|:@", "", workflow(both, "check"))
    assert f"asof=={version()}\n" in (both / ci.REQUIREMENTS).read_text()


def workflow(repository: Path, name: str) -> str:
    return (repository / f".github/workflows/asof-{name}.yml").read_text(encoding="utf-8")


def test_what_is_there_is_left_and_what_differs_is_refused(tmp_path: Path) -> None:
    init(tmp_path, ".")
    before = {path: path.read_bytes() for path in tmp_path.rglob("data/**/*") if path.is_file()}
    assert init(tmp_path, ".", "--ci", "github").exit_code == 0
    assert init(tmp_path, ".", "--ci", "github").exit_code == 0
    (tmp_path / ".github/workflows/asof-check.yml").write_text("mine")
    result = init(tmp_path, ".", "--ci", "github")
    assert result.exit_code == 2
    hint = "move it away, or take from it what you need, and run 'asof init --ci github' again"
    place = ".github/workflows/asof-check.yml"
    assert result.stderr == f"{place}: error: is already there\n  hint: {hint}\n"
    assert workflow(tmp_path, "check") == "mine"
    assert {path: path.read_bytes() for path in before} == before


def test_a_new_workspace_beside_a_file_that_differs_is_not_begun(tmp_path: Path) -> None:
    (tmp_path / ci.REQUIREMENTS).write_text("mine")
    assert init(tmp_path, ".", "--ci", "gitlab").exit_code == 2
    assert not (tmp_path / "asof.yaml").exists()


def test_a_pipeline_of_the_project_s_own_is_told_what_to_include(tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text("stages: [test]\n")
    result = init(tmp_path, "reports", "--ci", "gitlab")
    wanted = "include: [{local: '.gitlab/asof-reports.yml'}]"
    assert result.stderr.splitlines() == [f"add to .gitlab-ci.yml: {wanted}"]
    assert (tmp_path / ".gitlab-ci.yml").read_text() == "stages: [test]\n"


@pytest.mark.parametrize(
    ("zone", "cron"),
    [
        ("Europe/London", "17 6 * * *"),
        ("Europe/Paris", "17 5 * * *"),
        ("Asia/Kolkata", "47 0 * * *"),
        ("Pacific/Auckland", "17 18 * * *"),
        ("Pacific/Honolulu", "17 16 * * *"),
    ],
)
def test_it_is_early_where_the_workspace_is(zone: str, cron: str) -> None:
    assert ci.Checkout(ROOT, ROOT, ZoneInfo(zone)).cron == cron


def test_a_folder_without_latin_letters_has_a_name_of_its_own() -> None:
    checkout = ci.Checkout(ROOT / "報告", ROOT, ZoneInfo("UTC"))
    assert re.fullmatch(r"[0-9a-f]{8}", checkout.slug)


# ---- valid


def valid(schema: str, *paths: Path) -> str:
    words = [str(BIN / "check-jsonschema"), "--builtin-schema", f"vendor.{schema}"]
    words += map(str, paths)
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout


def test_every_file_is_valid_for_who_reads_it(both: Path) -> None:
    mine = [*WORKFLOWS, *sorted((both / ".github/workflows").glob("*.yml"))]
    assert len(mine) == 5
    assert valid("github-workflows", *mine) == "ok -- validation done\n"
    assert valid("github-actions", ROOT / "action.yml") == "ok -- validation done\n"
    theirs = [both / ".gitlab-ci.yml", *sorted((both / ".gitlab").glob("*.yml"))]
    assert valid("gitlab-ci", *theirs) == "ok -- validation done\n"


def scripts(told: Any) -> list[str]:
    """Every script of a file."""
    if isinstance(told, list):
        return [script for each in told for script in scripts(each)]
    if not isinstance(told, dict):
        return []
    here = [told["run"]] if isinstance(told.get("run"), str) else []
    for name in ("before_script", "script"):
        here += ["\n".join(told[name])] if name in told else []
    return [*here, *(script for each in told.values() for script in scripts(each))]


def test_no_step_has_what_a_linter_of_shells_would_change(both: Path, tmp_path: Path) -> None:
    files = [*WORKFLOWS, ROOT / "action.yml", *both.glob(".git*/**/asof*.yml")]
    for number, path in enumerate(files):
        found = scripts(yaml.safe_load(path.read_text(encoding="utf-8")))
        assert found
        assert not [script for script in found if "${{" in script]  # what others type is no code
        for step, script in enumerate(found):
            shell = f"set -eo pipefail\n{script}"  # as both hosts have it
            (tmp_path / f"{number}-{step}").write_text(shell, encoding="utf-8")
    words = [str(BIN / "shellcheck"), "--shell", "bash", *map(str, sorted(tmp_path.iterdir()))]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_no_job_may_do_more_than_it_does(both: Path) -> None:
    check, publish = (yaml.safe_load(workflow(both, name)) for name in ("check", "publish"))
    assert (check["permissions"], publish["permissions"]) == ({"contents": "read"}, {})
    may = {name: job["permissions"] for name, job in publish["jobs"].items()}
    assert may == {
        "print": {"contents": "read"},
        "publish": {"contents": "write"},
        "issue": {"issues": "write"},
    }
    writes = [job for name, job in publish["jobs"].items() if name != "print"]
    assert not [
        script for script in scripts(writes) if re.search(r"\basof (build|check|pub)", script)
    ]
    jobs = [*check["jobs"].values(), *publish["jobs"].values()]
    assert all("timeout-minutes" in job for job in jobs)
    used = [step["uses"] for job in jobs for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"(actions|github)/[\w/-]+@v\d+", each) for each in used)


def system_packages() -> set[str]:
    """What printing takes from the system, as setup/system.py has it."""
    spec = importlib.util.spec_from_file_location("needs", ROOT / "setup/system.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["needs"] = module
    spec.loader.exec_module(module)
    return {name for need in module.ASKED["printing"] for name in need.packages["apt"]}


# ---- run

PUSHED = {"event_name": "push", "repository": "somebody/reports", "ref": "refs/heads/main"}
SCHEDULED = {"event_name": "schedule", "ref": "refs/heads/main"}


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def pushed(work: Path, remote: Path) -> None:
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "Change")
    git(work, "push", "--quiet", str(remote), "HEAD")


def test_the_action_prints_and_judges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / "work"
    init(work, "a b")
    host = GitHub(remote=bare_remote(tmp_path, work), folder=tmp_path / "host", address="")
    own = {"version": version(), "workspace": "a b"}
    words = "--lang\n\nfr-CA\n--as-of\n2025-04-01"
    answered = host.act(ROOT / "action.yml", **own, args=words)
    (edition,) = json.loads(Path(answered["json"]).read_text())["editions"]
    assert (edition["lang"], edition["as_of"]) == ("fr", "2025-04-01")
    monkeypatch.setitem(PIP, "PIP_DRY_RUN", "1")  # what this environment is made of stays
    monkeypatch.setitem(PIP, "PIP_NO_BUILD_ISOLATION", "0")  # which turns it off
    host.act(ROOT / "action.yml", workspace="a b", command="check")
    assert "::notice file=a b/data/briefings/note.yaml," in host.said


def test_each_change_is_judged_on_github(tmp_path: Path) -> None:
    work = tmp_path / "work"
    init(work, ".", "--ci", "github")
    check = work / ".github/workflows/asof-check.yml"
    remote = bare_remote(tmp_path, work)
    host = GitHub(remote=remote, folder=tmp_path / "host", address="", event=PUSHED)
    fork = {"head": {"repo": {"full_name": "else/reports"}}}
    host.event = PUSHED | {"event_name": "pull_request", "event": {"pull_request": fork}}
    assert host.run(check) == {"check": "success", "code-scanning": "skipped"}
    assert host.packages == system_packages()
    fork["head"]["repo"]["full_name"] = PUSHED["repository"]
    assert host.run(check)["check"] == "skipped"  # it was judged when it was pushed
    changed(work / "data/briefings/note.yaml", "mains.finish }}.", "mains.finsh }}.")
    pushed(work, remote)
    host.event, host.variables = PUSHED, {"ASOF_CODE_SCANNING": "true"}
    assert host.run(check) == {"check": "failure", "code-scanning": "success"}
    assert re.search(r"::error file=data/briefings/note.yaml,line=\d+,col=\d+,", host.said)


def test_the_hook_judges_what_a_commit_changes(tmp_path: Path) -> None:
    init(tmp_path, ".")
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    local = {"repo": "local", "hooks": [hook | {"language": "system"}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [local]}))
    git(tmp_path, "add", "--all")
    words = [str(BIN / "pre-commit"), "run", "--verbose"]
    here = GitHub(remote=tmp_path, folder=tmp_path / ".git/host", address="")
    environment = here.environment() | {"PRE_COMMIT_HOME": str(tmp_path / ".git/pre-commit")}

    def commit() -> tuple[int, str]:
        done = subprocess.run(
            words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout

    code, said = commit()
    assert (code, "Passed" in said, "2 editions: 0 errors" in said) == (0, True, True)
    changed(tmp_path / "data/briefings/note.yaml", "mains.finish }}.", "mains.finsh }}.")
    git(tmp_path, "add", "--all")
    code, said = commit()
    assert (code, "unknown fact 'mains.finsh'" in said) == (1, True), said


@pytest.mark.parametrize(
    ("name", "concerns"),
    [
        ("asof.yaml", True),
        ("reports/texts/2025-04-17.fr.md", True),
        ("languages/da.py", True),
        ("maps/it.geojson", True),
        ("_brand.yml", True),
        ("build/note.pdf", False),
        ("README.md", False),
    ],
)
def test_the_hook_looks_at_all_that_a_page_is_made_from(name: str, concerns: bool) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert bool(re.search(hook["files"], name)) is concerns
