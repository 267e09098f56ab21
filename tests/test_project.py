"""The ground: dependencies, make, the scheduled workflow, the package and setting up a machine."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import runpy
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from asof.page.font_files import font_face

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCK = (ROOT / "requirements.lock").read_text()
LOWEST = (ROOT / "requirements-lowest.lock").read_text()
RUN_LOCK = (ROOT / "requirements-run.lock").read_text()
DOCS = (ROOT / "setup/docs.txt").read_text()
LOCKS = {"newest": LOCK, "lowest": LOWEST, "run": RUN_LOCK, "docs": DOCS}
FONTS = ROOT / "src/asof/theme/fonts"
MAKEFILE = (ROOT / "Makefile").read_text()
CI = (ROOT / ".ci/run").read_text()
WORKFLOW = yaml.load((ROOT / ".github/workflows/briefings.yml").read_text(), yaml.BaseLoader)
STEPS = WORKFLOW["jobs"]["print"]["steps"]
RUN = [step["run"] for job in WORKFLOW["jobs"].values() for step in job["steps"] if "run" in step]


def requirements() -> list[Requirement]:
    dev = PROJECT["dependency-groups"]["dev"]
    texts = [*PROJECT["project"]["dependencies"], *dev, *PROJECT["build-system"]["requires"]]
    return [Requirement(text) for text in texts]


def locked(lock: str = LOCK) -> Iterator[tuple[str, Version, str]]:
    """Name, version and the rest of each entry of a lock."""
    for entry in re.split(r"\n(?=[a-z])", lock):
        if found := re.match(r"([a-z0-9-]+)(?:\[.*?\])?==([^\s;]+)(.*)", entry, re.DOTALL):
            yield found[1], Version(found[2]), found[3]


def ci_commands() -> list[str]:
    lines = [shlex.split(line) for line in CI.splitlines()]
    return [
        command
        for start, *words in filter(None, lines)
        for command in {"step": [" ".join(words)], "beside": words}.get(start, [])
    ]


# The lock


@pytest.mark.parametrize("wanted", requirements(), ids=str)
def test_every_dependency_is_locked_in_its_range(wanted: Requirement) -> None:
    name = canonicalize_name(wanted.name)
    pins = [version for pinned, version, _ in locked() if pinned == name]
    assert pins
    assert all(wanted.specifier.contains(pin) for pin in pins)


@pytest.mark.parametrize("wanted", requirements(), ids=str)
def test_every_dependency_is_tested_at_the_oldest_version_that_is_allowed(
    wanted: Requirement,
) -> None:
    pins = [
        version for name, version, _ in locked(LOWEST) if name == canonicalize_name(wanted.name)
    ]
    oldest = [Version(each.version) for each in wanted.specifier if each.operator == ">="]
    assert set(pins) == set(oldest)


@pytest.mark.parametrize("wanted", PROJECT["dependency-groups"]["docs"])
def test_the_tools_of_the_documentation_are_locked_apart(wanted: str) -> None:
    asked = Requirement(wanted)
    pins = [version for name, version, _ in locked(DOCS) if name == canonicalize_name(asked.name)]
    assert pins
    assert all(asked.specifier.contains(pin) for pin in pins)


def test_the_tools_of_the_documentation_ask_for_no_other_version_than_the_program() -> None:
    pinned = {name: version for name, version, _ in locked()}
    told = [(name, version) for name, version, _ in locked(DOCS) if name in pinned]
    assert told
    assert [each for each in told if pinned[each[0]] != each[1]] == []


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    assert not [name for name, _, rest in locked(lock) if "--hash=sha256:" not in rest]


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_the_lock_names_no_registry(lock: str) -> None:
    assert not re.search(r"://|--(extra-)?index-url|--find-links", lock)


def test_a_container_prints_with_what_is_tested() -> None:
    versions = {(name, version) for name, version, _ in locked()}
    inside = {(name, version) for name, version, _ in locked(RUN_LOCK)}
    assert inside < versions
    wanted = {canonicalize_name(Requirement(t).name) for t in PROJECT["project"]["dependencies"]}
    assert wanted < {name for name, _ in inside}


# make


def test_every_make_target_is_phony() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert phony
    assert set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)) == set(phony[1].split())


def test_make_check_and_the_commit_hooks_run_the_same_tools() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    entries = [hook["entry"] for repo in config["repos"] for hook in repo["hooks"]]
    tools = {re.sub(r" --(fix|force-exclude)", "", entry) for entry in entries}
    recipe = MAKEFILE.replace("$(VENV)", ".venv").replace(" --check", "").splitlines()
    assert tools <= {line.strip() for line in recipe}


# The scheduled builds


@pytest.mark.parametrize("command", [run for run in RUN if run.startswith("make")])
def test_ci_runs_what_the_workflow_runs(command: str) -> None:
    assert command in ci_commands()


def test_the_project_claims_the_pythons_that_the_workflow_tests() -> None:
    tested = WORKFLOW["jobs"]["test"]["strategy"]["matrix"]["include"]
    claimed = re.findall(r"Python :: (3\.\d+)", str(PROJECT["project"]["classifiers"]))
    assert claimed == [each["python"] for each in tested if each["os"].startswith("ubuntu")]
    assert {each["os"] for each in tested} == {"ubuntu-latest", "macos-latest"}


def test_the_workflow_runs_on_every_push_and_every_morning() -> None:
    assert {"push", "schedule"} <= set(WORKFLOW["on"])
    assert re.fullmatch(r"\d+ \d+ \* \* \*", WORKFLOW["on"]["schedule"][0]["cron"])


def test_the_workflow_keeps_the_pdfs_and_fails_without_them() -> None:
    kept = STEPS[-1]["with"]
    assert (kept["path"], kept["if-no-files-found"]) == ("build/*/*.pdf", "error")


def test_the_workflow_may_only_read_and_pins_its_actions() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in used)


def test_ci_can_be_run() -> None:
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_steps_beside_each_other_each_tell_all_and_one_that_fails_fails_all() -> None:
    functions = re.findall(r"^\w+\(\) \{\n.*?^\}\n", CI, re.MULTILINE | re.DOTALL)
    steps = "whole() { echo one; sleep 0.1; echo two; }; broken() { false; echo never; }\n"
    lines = 'beside broken whole "echo three words"\necho never\n'
    script = "".join(["set -euo pipefail\n", *functions, steps, lines])
    done = subprocess.run(
        ["bash", "-c", script], check=False, capture_output=True, text=True, timeout=60
    )
    told = re.sub(r"\d+ s", "N s", done.stdout)
    assert told == (
        "\n=== broken\n"
        "\n=== whole\none\ntwo\n=== whole: N s\n"
        "\n=== echo three words\nthree words\n=== echo three words: N s\n"
    )
    assert done.returncode == 1


# The package


def test_the_installed_version_is_the_project_s() -> None:
    assert importlib.metadata.version("asof") == PROJECT["project"]["version"]


def test_the_changelog_the_citation_and_the_hook_name_the_version() -> None:
    version = PROJECT["project"]["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    newest = re.search(r"^## (\S+), (.*)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest
    assert (newest[1], newest[2]) == (version, str(citation["date-released"]))
    assert str(citation["version"]) == version
    documents = "".join(path.read_text() for path in (ROOT / "docs").glob("*.md"))
    assert {*re.findall(r"(?:rev: |asof@)v([\d.]+)", documents)} == {version}


def test_an_index_shows_the_readme_without_what_leads_into_the_repository() -> None:
    hook = runpy.run_path(str(ROOT / "setup/long_description.py"))
    told = hook["long_description"]((ROOT / "README.md").read_text())
    assert not re.search(r"\]\((?!https:)", told)
    assert "| analysts | facts, texts and checks, the office's own table," in told
    assert hook["long_description"]("[a](https://example.org) [b](c.md)") == (
        "[a](https://example.org) b"
    )


def test_the_licence_is_the_one_declared() -> None:
    assert PROJECT["project"]["license"] == "Apache-2.0 AND OFL-1.1"
    assert "Apache License" in (ROOT / "LICENSE").read_text()


def test_each_font_is_the_one_published_with_its_licence() -> None:
    lines = (FONTS / "SHA256SUMS").read_text().splitlines()
    digests = {path.name: sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.ttf")}
    assert [f"{digests[name]}  {name}" for name in sorted(digests)] == lines
    for family in {name.partition("-")[0] for name in digests}:
        assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / f"OFL-{family}.txt").read_text()


def test_slanted_words_have_the_letters_of_upright_ones() -> None:
    letters = {*range(0x41, 0x180), *range(0x370, 0x400), *range(0x400, 0x530)}
    for upright, slanted in (("Regular", "It"), ("Semibold", "SemiboldIt")):
        for family in ("SourceSansPro", "SourceSerifPro"):
            files = [FONTS / f"{family}-{style}.ttf" for style in (upright, slanted)]
            if all(file.exists() for file in files):
                whole, slanting = (set(font_face(file.read_bytes()).characters) for file in files)
                assert whole & letters <= slanting, slanted


def test_the_theme_loads_each_font_and_no_other() -> None:
    css = (FONTS.parent / "page.css").read_text()
    assert set(re.findall(r"url\(fonts/(.+?)\)", css)) == {p.name for p in FONTS.glob("*.ttf")}


def test_the_output_folder_keeps_nothing_but_itself() -> None:
    assert (ROOT / "build/.gitignore").read_text() == "*\n!.gitignore\n"


def test_the_suite_takes_the_installed_package() -> None:
    paths = PROJECT["tool"]["pytest"]["ini_options"]["pythonpath"]
    assert [path for path in paths if (ROOT / path / "asof").exists()] == []


def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        (metadata,) = (wheel.read(n).decode() for n in wheel.namelist() if n.endswith("/METADATA"))
        packed = {n: wheel.read(n) for n in wheel.namelist() if n.startswith("asof/")}
    packages = ((ROOT / "src/asof", ROOT / "src"), (ROOT / "examples", ROOT))
    files = [(path, top) for folder, top in packages for path in folder.rglob("*")]
    told = {
        f"{'' if top != ROOT else 'asof/'}{path.relative_to(top).as_posix()}": path.read_bytes()
        for path, top in files
        if path.is_file() and path.suffix != ".pyc"
    }
    assert packed == told
    assert {"asof/py.typed", "asof/examples/flood/asof.yaml"} <= set(packed)
    assert "Description-Content-Type: text/markdown\n" in metadata
    assert "\n# asof\n" in metadata


# Setting up a machine


class Machine:
    """A machine on which some things are missing until apt installs them."""

    def __init__(self, system: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        self.system, self.monkeypatch = system, monkeypatch
        self.calls: list[str] = []
        self.failures = 0
        self.missing: set[str] = set()
        monkeypatch.setattr(system, "run", self.run)
        self.has("apt-get", user=0)
        self.lacks()

    def has(self, *programs: str, user: int = 0) -> None:
        self.monkeypatch.setattr(
            self.system.shutil, "which", lambda name: name if name in programs else None
        )
        self.monkeypatch.setattr(self.system.os, "geteuid", lambda: user)

    def lacks(self, *names: str) -> None:
        self.missing = set(names)
        known = self.system.NEEDS
        needs = tuple(
            self.system.Need(
                need.name, self.found(need), need.packages, need.without, need.essential
            )
            for need in known
        )
        self.monkeypatch.setattr(self.system, "NEEDS", needs)

    def found(self, need: Any) -> Any:
        return lambda: need.name not in self.missing

    def run(self, words: list[str]) -> SimpleNamespace:
        self.calls.append(" ".join(words))
        if "install" not in words:
            return SimpleNamespace(returncode=0, stderr="")
        if self.failures:
            self.failures -= 1
            return SimpleNamespace(returncode=100, stderr="E: not to be had\n")
        self.missing.clear()
        return SimpleNamespace(returncode=0, stderr="")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    spec = importlib.util.spec_from_file_location("system", ROOT / "setup/system.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "system", module)
    spec.loader.exec_module(module)
    return Machine(module, monkeypatch)


def test_this_machine_has_what_printing_needs() -> None:
    done = subprocess.run([sys.executable, ROOT / "setup/system.py"], check=False)
    assert done.returncode == 0


def test_a_machine_that_has_everything_is_left_alone(machine: Machine) -> None:
    assert machine.system.main() == 0
    assert machine.calls == []


def test_only_what_is_missing_is_installed(machine: Machine) -> None:
    machine.lacks("Pango")
    assert machine.system.main() == 0
    assert len(machine.calls) == 1
    assert machine.calls[0].endswith(
        "install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0"
    )


def test_package_lists_are_refreshed_when_installing_fails(machine: Machine) -> None:
    machine.lacks("Pango")
    machine.failures = 1
    assert machine.system.main() == 0
    assert [("update" in call) for call in machine.calls] == [False, True, False]


def test_when_apt_fails_its_reason_and_the_line_to_type_are_told(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.lacks("Pango")
    machine.failures = 2
    assert machine.system.main() == 1
    told = capsys.readouterr().err
    assert "E: not to be had" in told
    assert told.endswith("install --yes libpango-1.0-0 libpangoft2-1.0-0\n")


@pytest.mark.parametrize(
    ("program", "line"),
    [
        (
            "apt-get",
            "  sudo apt-get update && sudo apt-get install --yes libpango-1.0-0 libpangoft2-1.0-0",
        ),
        ("dnf", "  sudo dnf install --assumeyes pango"),
        ("brew", "  brew install pango"),
    ],
)
def test_who_may_not_install_is_told_one_line_to_type(
    machine: Machine, capsys: pytest.CaptureFixture[str], program: str, line: str
) -> None:
    machine.has(program, user=1000)
    machine.lacks("Pango")
    assert machine.system.main() == 1
    assert machine.calls == []
    assert capsys.readouterr().err.splitlines() == [
        "missing: Pango; without it, nothing can be printed",
        "to install, type:",
        line,
    ]


def test_an_unknown_package_manager_gets_a_line_for_each(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.has()
    machine.lacks("Pango")
    assert machine.system.main() == 1
    assert len(capsys.readouterr().err.splitlines()) == 5


def test_what_only_saves_time_is_a_notice(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.has("dnf", user=1000)
    machine.lacks("HarfBuzz subsetting")
    assert machine.system.main() == 0
    assert "twenty times longer" in capsys.readouterr().err


def test_a_python_that_is_too_old_is_named(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine.system, "OLDEST", (99, 0))
    assert machine.system.main() == 1
    assert "make PYTHON=python99.0" in capsys.readouterr().err
