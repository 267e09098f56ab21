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
from hosts import PIP, TOKEN, GitHub, GitLab, bare_remote, git, issue_server, pipeline

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


PUBLIC = "url: https://example.org/reports\npublish: {markings: [{en: Example, fr: Exemple}]}\n"
FIXED = "as_of: 2025-06-30 "
LISTED = "series: {days: [2025-06-30]} "


def step_of(path: Path, job: str, holds: str) -> str:
    """The script of the one step of a job that holds some words."""
    steps = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"][job]["steps"]
    (script,) = (step["run"] for step in steps if holds in step.get("run", ""))
    return str(script)


def on_branch(remote: Path, branch: str, pattern: str = "") -> list[str]:
    """The files of a branch."""
    names = git(remote, "ls-tree", "-r", "--name-only", "-z", branch).split("\0")
    return [name for name in names if re.search(pattern, name)]


def test_each_morning_github_publishes_what_is_due_and_renews_the_issue(tmp_path: Path) -> None:
    work = tmp_path / "work"
    init(work, ".", "--ci", "github")
    publish = work / ".github/workflows/asof-publish.yml"
    with (work / "asof.yaml").open("a") as file:
        file.write(PUBLIC)
    changed(work / "data/briefings/note.yaml", FIXED, LISTED)
    remote = bare_remote(tmp_path, work)
    with issue_server() as (address, issues):
        host = GitHub(remote=remote, folder=tmp_path / "host", address=address, event=SCHEDULED)
        assert set(host.run(publish).values()) == {"success"}, host.said
        assert on_branch(remote, "gh-pages", r"\.pdf$|nojekyll") == [
            ".nojekyll",
            "en/note/2025-06-30/1/note.en.pdf",
            "fr/note/2025-06-30/1/note.fr.pdf",
        ]
        (issue,) = issues
        assert (issue["title"], issue["labels"]) == ("asof: what goes stale", ["asof"])
        assert "## no owner\n\n- " in issue["body"]
        before = git(remote, "rev-parse", "gh-pages")
        issue["body"], issue["labels"] = "", ["asof", "urgent"]
        assert host.run(publish)["publish"] == "skipped"  # nothing is new
        assert (len(issues), issue["labels"]) == (1, ["asof", "urgent"])
        assert "## no owner" in issue["body"]
        assert git(remote, "rev-parse", "gh-pages") == before
        named = {"GITHUB_API_URL": address, "GITHUB_REPOSITORY": "somebody/reports"}
        named |= {"TOKEN": TOKEN, "ASOF_LABEL": "asof", "TITLE": "", "RUNNER_TEMP": str(tmp_path)}
        (tmp_path / "asof.md").write_text("")  # nothing is left
        script = step_of(publish, "issue", "curl")
        assert host.bash(script, work, host.environment() | named), host.said
        assert issue["state"] == "closed"


def test_a_remote_that_does_not_answer_is_not_taken_for_one_without_a_site(tmp_path: Path) -> None:
    work = tmp_path / "work"
    init(work, ".", "--ci", "github")
    remote = bare_remote(tmp_path, work)
    fetch = step_of(work / ".github/workflows/asof-publish.yml", "print", "ls-remote")
    host = GitHub(remote=remote, folder=tmp_path / "host", address="")
    here = host.checked_out("print")
    git(here, "remote", "set-url", "origin", str(tmp_path / "gone"))
    named = {"ASOF_BRANCH": "gh-pages", "RUNNER_TEMP": str(tmp_path)}
    assert not host.bash(fetch, here, host.environment() | named)
    assert not (tmp_path / "site").exists()


def test_nothing_is_published_before_it_is_said_where(tmp_path: Path) -> None:
    work = tmp_path / "work"
    init(work, "a b", "--ci", "github")
    workflows = work / ".github/workflows"
    publish = step_of(workflows / "asof-publish-a-b.yml", "print", "asof publish")
    host = GitHub(remote=tmp_path, folder=tmp_path / "host", address="")
    named = {"ASOF_WORKSPACE": "a b", "ASOF_FOLDER": "a-b", "RUNNER_TEMP": str(tmp_path)}
    assert host.bash(publish, work, host.environment() | named)
    assert "::warning file=a b/asof.yaml::nothing is published before asof.yaml has" in host.said
    assert not (tmp_path / "site").exists()


FRENCH = {
    "asof.yaml": "title: Ponts\nlanguages: [fr]\ntimezone: Europe/Paris\n" + PUBLIC.splitlines()[0],
    "data/sources.yaml": "log: {title: Journal, publisher: Ponts, published: 2025-01-05}\n",
    "data/facts/ponts.yaml": """\
n:
  label: {fr: ponts}
  owner: Bureau des ponts
  review_in: 3 days
  observations: [{value: 5, on: 2025-01-05, source: log}]
""",
    "data/briefings/note.yaml": """\
title: {fr: Les ponts}
series: {days: [2025-01-06]}
body: [{text: {fr: "Il y a {{ ponts.n }} ponts."}}]
""",
}


def test_gitlab_does_the_same_for_a_french_workspace_in_a_folder(tmp_path: Path) -> None:
    work = tmp_path / "work"
    within = work / "l'été & co"
    for name, text in FRENCH.items():
        (within / name).parent.mkdir(parents=True, exist_ok=True)
        (within / name).write_text(text, encoding="utf-8")
    init(work, within.name, "--ci", "gitlab")
    remote = bare_remote(tmp_path, work)
    main_branch = {"CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "main"}
    scheduled = main_branch | {"CI_PIPELINE_SOURCE": "schedule"}
    suffix = "-l-t-co"
    with issue_server() as (address, issues):
        host = GitLab(remote=remote, folder=tmp_path / "host", address=address, variables=scheduled)
        ended = host.run(work)
        assert ended == {
            f"asof-print{suffix}": "success",
            f"asof-site{suffix}": "success",
            f"asof-issue{suffix}": "success",
            "pages": "success",
        }, host.said
        published = host.artifacts["pages"] / "public/l-t-co"
        assert list(published.glob("fr/note/2025-01-06/*/*.pdf"))
        (issue,) = issues
        assert issue["title"] == "asof, l'été & co: what goes stale"
        assert issue["labels"] == [f"asof{suffix}"]
        assert "## Bureau des ponts\n\n- 'ponts.n' was last reported on 2025-01-05" in issue["body"]
        before = git(remote, "rev-parse", "asof-site")
        changed(within / "data/briefings/note.yaml", "[2025-01-06]", "[2025-01-06, 2025-01-07]")
        pushed(work, remote)
        host.run(work)
        assert git(remote, "rev-parse", "asof-site^") == before  # what stands stays
        days = {
            path.parts[-3]
            for path in host.artifacts["pages"].glob("public/l-t-co/fr/note/*/*/*.pdf")
        }
        assert days == {"2025-01-06", "2025-01-07"}
        assert len(issues) == 1
        (host.artifacts[f"asof-print{suffix}"] / "asof.md").write_text("")  # nothing is left
        issue_job = pipeline(work)[f"asof-issue{suffix}"]
        assert host.job("asof-issue", issue_job, issue_job["needs"]) == "success", host.said
        assert issue["state"] == "closed"
    host.variables = main_branch | {"CI_PIPELINE_SOURCE": "push"}
    assert host.run(work) == {f"asof-check{suffix}": "success"}
    assert host.packages == system_packages() | {"git", "ca-certificates", "curl", "jq"}
    report = host.artifacts[f"asof-check{suffix}"] / "gl-code-quality-report.json"
    found = json.loads(report.read_text())
    assert {each["location"]["path"] for each in found} == {"l'été & co/data/briefings/note.yaml"}


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
