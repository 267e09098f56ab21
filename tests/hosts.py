"""Runs the jobs of workflows as GitHub and GitLab do: each step by bash, against real git.

What a host itself brings is played: its actions, its artifacts, its packages and its issues, which
a server answers for. All else is as it is there: the shell, git and its remote, curl, jq, pip.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import yaml

TOKEN = "of-the-job"
PIP = {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
"""How pip installs: what is locked is here already."""
PLAYED = {"sudo": 'exec "$@"', "apt-get": 'echo "$@" >> "$PACKAGES"'}


def git(folder: Path, *words: str) -> str:
    """What git answers."""
    mine = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    return subprocess.check_output(["git", "-C", folder, *mine, *words], text=True).strip()


def bare_remote(folder: Path, work: Path) -> Path:
    """A remote with all that is in a working copy, committed."""
    remote = folder / "remote.git"
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "All")
    subprocess.check_call(["git", "clone", "--quiet", "--bare", work, remote])
    return remote


# ---- issues


class Issues(BaseHTTPRequestHandler):
    """The part of both hosts' interfaces that lists, opens, changes and closes issues."""

    def answer(self, told: Any, status: int = 200) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def given(self) -> dict[str, Any]:
        """What was sent, whichever host it was meant for, in the words of GitHub."""
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if sent.startswith("{"):
            return dict(json.loads(sent))
        form = {name: values[0] for name, values in parse_qs(sent).items()}
        words = {"description": "body", "state_event": "state"}
        form = {words.get(name, name): value for name, value in form.items()}
        return form | ({"labels": [form["labels"]]} if "labels" in form else {})

    def allowed(self) -> bool:
        sent = {self.headers["Authorization"], self.headers["PRIVATE-TOKEN"]}
        if not sent & {f"Bearer {TOKEN}", TOKEN}:
            self.answer({"message": "401"}, 401)
            return False
        return True

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        if self.allowed():
            state, label = asked["state"][0].removesuffix("ed"), asked["labels"][0]
            found = [i for i in self.kept if i["state"] == state and label in i["labels"]]
            self.answer(found[::-1])

    def do_POST(self) -> None:
        if self.allowed():
            number = len(self.kept) + 1
            self.kept.append({"number": number, "iid": number, "state": "open"} | self.given())
            self.answer(self.kept[-1], 201)

    def do_PATCH(self) -> None:
        if self.allowed():
            issue = self.kept[int(self.path.rpartition("/")[2]) - 1]
            issue |= self.given()
            issue["state"] = {"close": "closed"}.get(issue["state"], issue["state"])
            self.answer(issue)

    do_PUT = do_PATCH  # noqa: N815 (http.server's)

    def log_message(self, *_: Any) -> None:
        pass

    @property
    def kept(self) -> list[dict[str, Any]]:
        kept: list[dict[str, Any]] = self.server.kept  # type: ignore[attr-defined]
        return kept


@contextmanager
def issue_server() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Where the interface answers, and the issues that it has."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Issues)
    server.kept = []  # type: ignore[attr-defined]
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", server.kept  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


# ---- what both hosts do


@dataclass
class Host:
    """A host of a repository: its remote, where jobs run, and what they leave."""

    remote: Path
    folder: Path
    address: str
    said: str = ""

    def __post_init__(self) -> None:
        played = self.folder / "bin"
        played.mkdir(parents=True)
        for name, script in PLAYED.items():
            (played / name).write_text(f"#!/bin/bash\n{script}\n")
            (played / name).chmod(0o755)

    @property
    def packages(self) -> set[str]:
        """What was asked of the system's package manager."""
        lines = (self.folder / "packages").read_text().splitlines()
        installed = (line.split() for line in lines if line.startswith("install"))
        return {word for line in installed for word in line[1:] if not word.startswith("-")}

    def environment(self) -> dict[str, str]:
        here = Path(sys.executable).parent
        kept = ("HOME", "LANG", "PYTHONPATH", "ASOF_CACHE", "TMPDIR")
        return {name: os.environ[name] for name in kept if name in os.environ} | {
            "PATH": f"{self.folder / 'bin'}:{here}:/usr/local/bin:/usr/bin:/bin",
            "PACKAGES": str(self.folder / "packages"),
            "GIT_CONFIG_NOSYSTEM": "1",
            **PIP,
        }

    def checked_out(self, job: str, ref: str = "") -> Path:
        """A working copy of its own, as shallow as the host makes it."""
        path = self.folder / "jobs" / f"{job}-{len(list(self.folder.glob('jobs/*')))}"
        words = ["--branch", ref] if ref else []
        source = f"file://{self.remote}"
        subprocess.check_call(["git", "clone", "--quiet", "--depth", "1", *words, source, path])
        return path

    def bash(self, script: str, where: Path, environment: Mapping[str, str]) -> bool:
        """Whether a script ends well; what it says is kept."""
        words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = subprocess.run(
            words, cwd=where, env=environment, capture_output=True, text=True, check=False
        )
        self.said += f"$ {script}\n{done.stdout}{done.stderr}-> {done.returncode}\n"
        return done.returncode == 0


# ---- GitHub


def expression(words: str, look: Callable[[str], Any]) -> Any:
    """What an expression of a workflow comes to."""
    python = re.sub(r"&&", " and ", re.sub(r"\|\|", " or ", re.sub(r"!(?!=)", " not ", words)))
    names = r"'[^']*'|\b(?!and\b|or\b|not\b)[a-z_]+(?:[.-]\w+)*(\(\))?"
    python = re.sub(names, lambda m: m[0] if m[0][0] == "'" else f"look({m[0]!r})", python)
    return eval(python.strip(), {"look": look})


@dataclass
class GitHub(Host):
    """Runs workflows; `event` is what has happened, as the context `github` tells."""

    event: dict[str, Any] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    artifacts: dict[str, Path] = field(default_factory=dict)

    def act(self, action: Path, **given: str) -> dict[str, str]:
        """The outputs of a composite action, in a working copy; raises AssertionError."""
        told = yaml.load(action.read_text(encoding="utf-8"), yaml.BaseLoader)
        inputs = {name: each["default"] for name, each in told["inputs"].items()} | given
        event = self.event | {"action_path": str(action.parent)}
        steps = [{"uses": "actions/checkout@v5"}, *told["runs"]["steps"]]
        outputs = {name: each["value"] for name, each in told["outputs"].items()}
        contexts = {"github": event, "inputs": inputs, "env": {}}
        job = GitHubJob(self, "action", {"steps": steps, "outputs": outputs}, contexts)
        assert job.run() == "success", self.said
        answered: dict[str, str] = job.contexts["outputs"]
        return answered

    def run(self, workflow: Path) -> dict[str, str]:
        """How each job of a workflow ended."""
        told = yaml.load(workflow.read_text(encoding="utf-8"), yaml.BaseLoader)
        ended: dict[str, str] = {}
        needs: dict[str, Any] = {}
        for name, job in told["jobs"].items():
            contexts = {
                "github": self.event,
                "env": told.get("env", {}),
                "needs": needs,
                "vars": self.variables,
            }
            before = [ended[each] for each in [job.get("needs")] if each]
            ended[name] = GitHubJob(self, name, job, contexts, "failure" in before).run()
            needs[name] = {"outputs": contexts.get("outputs", {}), "result": ended[name]}
        return ended


@dataclass
class GitHubJob:
    """A job: its steps in their order, in a folder and a temporary one of its own."""

    host: GitHub
    name: str
    job: Mapping[str, Any]
    contexts: dict[str, Any]
    failed: bool = False

    def run(self) -> str:
        self.work = self.host.folder / "jobs" / f"{self.name}-empty"
        self.temporary = self.host.folder / "jobs" / f"{self.name}-temporary"
        shutil.rmtree(self.temporary, ignore_errors=True)
        for folder in (self.work, self.temporary):
            folder.mkdir(parents=True, exist_ok=True)
        self.contexts |= {"steps": {}, "runner": {"temp": str(self.temporary)}}
        self.contexts["github"] = {"token": TOKEN} | self.contexts["github"]
        if not self.meant(self.job):
            return "skipped"
        self.failed = False
        for step in self.job["steps"]:
            if self.meant(step):
                self.failed |= not self.step(step)
        self.contexts["outputs"] = {
            name: self.filled(value) for name, value in self.job.get("outputs", {}).items()
        }
        return "failure" if self.failed else "success"

    def look(self, name: str) -> Any:
        """What a name of an expression stands for; what is not there is empty."""
        if name.endswith("()"):
            return {"cancelled": False, "always": True, "success": not self.failed}[name[:-2]]
        found: Any = self.contexts
        for part in name.split("."):
            found = found.get(part, "") if isinstance(found, Mapping) else ""
        return found

    def meant(self, what: Mapping[str, Any]) -> bool:
        """Whether a job or a step is to run."""
        words = what.get("if", "success()").removeprefix("${{").removesuffix("}}")
        asks = re.search(r"\b(cancelled|always|success|failure)\(\)", words)
        return bool(expression(words, self.look)) and bool(asks or not self.failed)

    def filled(self, text: str) -> str:
        """A text with what its expressions come to."""
        found = r"\$\{\{(.+?)\}\}"
        return re.sub(found, lambda m: str(expression(m[1], self.look)), text)

    def step(self, step: Mapping[str, Any]) -> bool:
        """Whether a step ends well."""
        if "uses" in step:
            action = step["uses"].partition("@")[0]
            return ACTIONS[action](
                self, {k: self.filled(v) for k, v in step.get("with", {}).items()}
            )
        output = self.temporary / "output"
        output.write_text("")
        job = {"GITHUB_OUTPUT": output, "RUNNER_TEMP": self.temporary} | {
            "GITHUB_API_URL": self.host.address,
            "GITHUB_REPOSITORY": "somebody/reports",
            "GITHUB_WORKSPACE": self.work,
            "GITHUB_SHA": "0" * 40,
        }
        own = {**self.contexts["env"], **step.get("env", {})}
        named = {name: self.filled(str(value)) for name, value in (job | own).items()}
        script = self.filled(step["run"])
        ended = self.host.bash(script, self.work, self.host.environment() | named)
        lines = (line.partition("=") for line in output.read_text().splitlines())
        self.contexts["steps"][step.get("id")] = {"outputs": {k: v for k, _, v in lines}}
        return ended

    def checkout(self, _: Mapping[str, str]) -> bool:
        self.work = self.host.checked_out(self.name)
        return True

    def upload(self, given: Mapping[str, str]) -> bool:
        pattern = os.path.normpath(self.work / given["path"])
        found = sorted(Path("/").glob(pattern.lstrip("/")))
        kept = self.host.folder / "artifacts" / given["name"]
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        for path in found:
            shutil.copy(path, kept)
        self.host.artifacts[given["name"]] = kept
        return bool(found) or given.get("if-no-files-found") != "error"

    def download(self, given: Mapping[str, str]) -> bool:
        shutil.copytree(self.host.artifacts[given["name"]], given["path"], dirs_exist_ok=True)
        return True

    def sarif(self, given: Mapping[str, str]) -> bool:
        return "2.1.0" in json.loads(Path(given["sarif_file"]).read_text()).values()

    def nothing(self, _: Mapping[str, str]) -> bool:
        return True


ACTIONS: dict[str, Callable[[GitHubJob, Mapping[str, str]], bool]] = {
    "actions/checkout": GitHubJob.checkout,
    "actions/setup-python": GitHubJob.nothing,
    "actions/upload-artifact": GitHubJob.upload,
    "actions/download-artifact": GitHubJob.download,
    "github/codeql-action/upload-sarif": GitHubJob.sarif,
}


# ---- GitLab


def merged(job: Mapping[str, Any], jobs: Mapping[str, Any]) -> dict[str, Any]:
    """A job with what it extends: mappings are joined, all else is replaced."""
    base = merged(jobs[job["extends"]], jobs) if "extends" in job else {}
    both = {k for k in job if isinstance(job[k], dict) and isinstance(base.get(k), dict)}
    return base | dict(job) | {k: base[k] | job[k] for k in both}


def pipeline(work: Path) -> dict[str, dict[str, Any]]:
    """The jobs of a repository with all that they extend, stage by stage."""
    top = yaml.safe_load((work / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    jobs: dict[str, Any] = {}
    for each in top["include"]:
        jobs |= yaml.safe_load((work / each["local"]).read_text(encoding="utf-8"))
    stages = [".pre", "build", "test", "deploy", ".post"]
    whole = {name: merged(job, jobs) for name, job in jobs.items() if name[0] != "."}
    return dict(sorted(whole.items(), key=lambda item: stages.index(item[1]["stage"])))


def variables_filled(text: str, variables: Mapping[str, str]) -> str:
    return re.sub(r"\$(\w+)", lambda found: variables.get(found[1], ""), text)


@dataclass
class GitLab(Host):
    """Runs a pipeline; `variables` are those of what has happened."""

    variables: dict[str, str] = field(default_factory=dict)
    artifacts: dict[str, Path] = field(default_factory=dict)

    def run(self, work: Path) -> dict[str, str]:
        """How each job that the rules let in ended."""
        ended: dict[str, str] = {}
        for name, job in pipeline(work).items():
            rule = next(filter(self.meant, job["rules"]), None)
            before = [ended.get(each) for each in job.get("needs", ended)]
            if rule and ("failed" not in before or rule.get("when") == "always"):
                ended[name] = self.job(name, job, job.get("needs", []))
        return ended

    def meant(self, rule: Mapping[str, str]) -> bool:
        python = rule["if"].replace("&&", " and ").replace("||", " or ")
        python = re.sub(r"\$(\w+)", lambda found: repr(self.variables.get(found[1])), python)
        return bool(eval(python))

    def job(self, name: str, job: Mapping[str, Any], needs: Iterable[str]) -> str:
        work = self.checked_out(name)
        for need in needs:
            shutil.copytree(self.artifacts[need], work, dirs_exist_ok=True)
        token = {"ASOF_TOKEN": TOKEN} if job.get("environment", {}).get("name") == "asof" else {}
        named = self.variables | {
            "CI_PROJECT_DIR": str(work),
            "CI_API_V4_URL": self.address,
            "CI_PROJECT_ID": "7",
            "CI_COMMIT_SHA": "0" * 40,
            "CI_SERVER_PROTOCOL": "https",
            "CI_SERVER_HOST": "gitlab.example.org",
            "CI_SERVER_PORT": "443",
            "CI_PROJECT_PATH": "somebody/reports",
            **token,
        }
        named |= {k: variables_filled(v, named) for k, v in job["variables"].items()}
        address = f"https://asof:{TOKEN}@gitlab.example.org:443/somebody/reports.git"
        reached = {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.file://{self.remote}.insteadOf",
            "GIT_CONFIG_VALUE_0": address,
        }
        script = "\n".join([*job.get("before_script", ()), *job["script"]])
        done = self.bash(script, work, self.environment() | named | reached)
        kept = self.artifacts[name] = self.folder / "artifacts" / name
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        told = job.get("artifacts", {})
        for pattern in (*told.get("paths", ()), *told.get("reports", {}).values()):
            for path in work.glob(pattern):
                into = kept / path.relative_to(work)
                into.parent.mkdir(parents=True, exist_ok=True)
                (shutil.copytree if path.is_dir() else shutil.copy)(path, into)
        return "success" if done else "failed"
