"""Release: editions are issued with a code, and anybody can find out whether a page still holds."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Iterable
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from asof import data, pdf, register, release
from asof.batch import build
from asof.cli import main
from asof.diagnostics import AsofError, RenderError
from asof.jobs import Request
from asof.register import Issued, code_of
from asof.register.code import ALPHABET
from asof.release import Approval, PageState, Verdict
from asof.release.issue import RefusedError
from asof.release.qr_code import address, qr_code
from asof.workspace import find_workspace
from released import (
    APPROVAL,
    CORRECTED,
    CORRECTION,
    FILES,
    TODAY,
    UPDATE,
    WORDS,
    Port,
    lines,
    port_in,
)


@pytest.fixture
def port(tmp_path: Path) -> Port:
    return port_in(tmp_path)


def said(verdict: Verdict) -> list[tuple[str, str, str, str]]:
    """What changed: key, how, before and after."""
    rows = ((f.key, f.change, f.before, f.after) for f in verdict.figures)
    return [(k, c, b.replace("\xa0", " "), a.replace("\xa0", " ")) for k, c, b, a in rows]


# ---- the record in every PDF


def test_every_pdf_carries_its_record_and_not_its_own_digest(port: Port) -> None:
    built = next(
        iter(
            build(find_workspace(port.root), Request(TODAY, briefings=("note",), languages=("en",)))
        )
    )
    carried = pdf.attached(built.job.path)
    beside = json.loads(built.job.path.with_suffix(".json").read_text("utf-8"))
    assert beside == carried | {"digest": built.digest}
    assert built.digest not in json.dumps(carried)
    assert [fact["key"] for fact in carried["facts"]] == ["port.ships", "port.berths"]
    assert {"facts", "prints", "sources", "inputs", "versions"} <= set(carried)
    assert "code" not in carried


def test_the_attachment_is_dated_by_its_edition_and_not_by_a_clock(port: Port) -> None:
    issued = port.issue()
    with pikepdf.open(io.BytesIO(port.pdf(issued))) as opened:
        file = opened.attachments["asof.json"].get_file()
        assert file.mime_type == "application/json"
        assert file.creation_date == file.mod_date == datetime(2021, 1, 18, tzinfo=UTC)


def test_what_was_issued_has_the_same_bytes_whenever_and_wherever(
    port: Port, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Port(tmp_path_factory.mktemp("elsewhere") / "deeper")
    shutil.copytree(port.root, other.root)
    late = Approval("Somebody else", datetime(2022, 2, 2, tzinfo=UTC))
    ours, theirs = port.issue(), other.issue_all(late, languages=("en",))[0]
    assert port.pdf(ours) == other.pdf(theirs)
    assert (ours.code, ours.digest) == (theirs.code, theirs.digest)
    assert ours.moment != theirs.moment


# ---- what an issued page prints


def test_an_issued_page_prints_its_code_its_release_and_where_to_ask(port: Port) -> None:
    issued = port.issue()
    text = lines(port.pdf(issued))
    assert text.count(issued.code) == 3  # the end, the address in it, the foot
    assert "Release 1" in text
    assert f"January 18, 2021 · r1 · {issued.code}" in text
    assert f"port.example.org/notes/{issued.code}" in "".join(text.split())


def test_the_foot_of_each_page_carries_the_code(port: Port) -> None:
    many = "".join(f"  - text: {{en: {'Words. ' * 400}, fr: Mots.}}\n" for _ in range(4))
    path = port.root / "data/briefings/note.yaml"
    path.write_text(path.read_text("utf-8") + many, "utf-8")
    issued = port.issue()
    assert issued.edition["pages"] > 1
    assert lines(port.pdf(issued)).count(f"· r1 · {issued.code}") == issued.edition["pages"]


def test_french_pages_say_it_in_french(port: Port) -> None:
    issued = port.issue("fr")
    text = lines(port.pdf(issued))
    assert "Cette page tient-elle toujours?" in text
    assert f"18 janvier 2021 · r1 · {issued.code}" in text


def test_the_picture_has_words_for_those_who_cannot_see_it(port: Port) -> None:
    issued = port.issue()
    alt = f"QR code that leads to https://port.example.org/notes/{issued.code}"
    with pikepdf.open(io.BytesIO(port.pdf(issued))) as opened:
        assert alt in alternatives(opened)


def alternatives(opened: pikepdf.Pdf) -> set[str]:
    """The alternative texts of the tags."""
    found = (o.get("/Alt") for o in opened.objects if isinstance(o, pikepdf.Dictionary))
    return {str(alt) for alt in found if alt is not None}


@pytest.mark.parametrize("lines_", range(26, 33, 2))
def test_the_picture_never_hangs_below_the_foot_of_a_page(port: Port, lines_: int) -> None:
    """As a float it did, in this layout, with these numbers of lines."""
    points = "  - points:\n" + "      - {en: Words., fr: Mots.}\n" * lines_
    path = port.root / "data/briefings/note.yaml"
    text = path.read_text("utf-8").replace("as_of", "template: theme/profile.html\nas_of")
    path.write_text(text + points, "utf-8")
    document = pypdfium2.PdfDocument(port.pdf(port.issue()))
    for page in document:
        drawn = page.render(scale=1, grayscale=True).to_numpy()
        assert drawn[:736].min() < 100
        assert drawn[737:750].min() == 255  # between the text and the line in the foot
    document.close()


def test_without_a_url_there_is_a_code_and_no_picture(port: Port) -> None:
    port.change("asof.yaml", "url: https://port.example.org/notes\n", "")
    issued = port.issue()
    assert "Its publisher can tell by this code." in lines(port.pdf(issued))
    with pikepdf.open(io.BytesIO(port.pdf(issued))) as opened:
        assert not any("QR" in alt for alt in alternatives(opened))


def test_a_picture_leads_to_the_code(tmp_path: Path) -> None:
    assert address("https://x.org/notes", "A") == "https://x.org/notes/A"
    assert address("https://x.org/notes/", "A") == "https://x.org/notes/A"
    assert address("https://x.org/?code=", "A") == "https://x.org/?code=A"
    assert qr_code("https://x.org/A", "#000000") == qr_code("https://x.org/A", "#000000")
    assert qr_code("https://x.org/A", "#000000").startswith(b"<svg")


def test_a_build_prints_no_code(port: Port) -> None:
    built = next(
        iter(
            build(find_workspace(port.root), Request(TODAY, briefings=("note",), languages=("en",)))
        )
    )
    text = lines(built.job.path.read_bytes())
    assert "Release" not in text
    assert "still hold" not in text


def test_paper_and_twins_have_no_part_in_a_code(
    port: Port, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Port(tmp_path_factory.mktemp("elsewhere") / "deeper")
    shutil.copytree(port.root, other.root)
    assert port.issue().code == other.issue_all(paper="a4")[0].code


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("data/briefings/note.yaml", "There are", "We count"),
        ("data/facts/port.yaml", "about 100", "about 101"),
        ("data/facts/port.yaml", "{en: ships,", "{en: vessels,"),
    ],
)
def test_other_words_and_other_facts_make_another_code(
    port: Port, tmp_path_factory: pytest.TempPathFactory, name: str, old: str, new: str
) -> None:
    other = Port(tmp_path_factory.mktemp("elsewhere") / "deeper")
    shutil.copytree(port.root, other.root)
    other.change(name, old, new)
    assert port.issue().code != other.issue().code


def test_a_literal_stays_itself_when_its_text_is_filled_again(port: Port) -> None:
    """A release fills a document twice: what it is made from, and what it prints."""
    told = "There are {{ 'CF-188' | literal }} and {{ port.ships.counted }}"
    port.change("data/briefings/note.yaml", "There are {{ port.ships.counted }}", told)
    first = lines(port.pdf(port.issue()))
    port.change("data/briefings/note.yaml", "berths.", "berths now.")
    again = lines(port.pdf(port.issue_corrected()))
    assert "There are CF-188 and about 100 ships" in first
    assert "There are CF-188 and about 100 ships" in again


# ---- the release


def test_a_release_is_entered_with_who_when_and_the_digest(port: Port) -> None:
    issued = port.issue()
    assert issued.digest == sha256(port.pdf(issued)).hexdigest()
    (found,) = register.read_register(find_workspace(port.root)).issued
    assert found.approved_by == "A. Editor, head of desk"
    assert found.moment.isoformat() == "2021-04-01T11:30:00-04:00"
    assert found.edition == pdf.enclosed(port.pdf(issued)) == issued.edition
    assert found.place.path == f"data/issued/2021-01-18/note.en.r1.{issued.code}.json"
    assert issued.edition["path"] == "2021-01-18/note.en.r1.pdf"


def test_both_languages_are_issued_and_name_each_other(port: Port) -> None:
    english, french = port.issue_all()
    assert "note.fr.r1.pdf" in lines(port.pdf(english))
    assert "note.en.r1.pdf" in lines(port.pdf(french))


def test_an_edition_names_no_twin_that_was_not_issued(port: Port) -> None:
    assert "note.fr" not in lines(port.pdf(port.issue("en")))
    assert "note.en.r1.pdf" in lines(port.pdf(port.issue("fr")))


def test_the_same_edition_is_not_issued_twice(port: Port) -> None:
    first = port.issue()
    before = port.entries()
    with pytest.raises(RefusedError) as refused:
        port.issue()
    assert str(refused.value) == (
        f"data/briefings/note.yaml:1:1: error: already issued as {first.code} ({first.called}), "
        f"with the same facts and texts\n  hint: its record is {first.path}"
    )
    assert port.entries() == before


def test_a_second_release_for_the_day_is_r2_in_its_name_and_on_its_page(port: Port) -> None:
    first = port.issue()
    port.change("data/briefings/note.yaml", "There are", "We count")
    second = port.issue_corrected()
    assert (first.release, second.release) == (1, 2)
    assert second.edition["path"] == "2021-01-18/note.en.r2.pdf"
    assert "Release 2" in lines(port.pdf(second))
    assert "Release 1" in lines(port.pdf(first))
    assert port.verify(first.code).later == register.read_register(
        find_workspace(port.root)
    ).with_code(second.code)


def test_the_languages_of_a_release_keep_one_number(port: Port) -> None:
    port.issue_all()
    port.change("data/briefings/note.yaml", "There are", "We count")
    port.change("data/briefings/note.yaml", "Il y a", "On compte")
    again = port.issue_all(CORRECTED)
    assert [(i.release, i.correction) for i in again] == [(2, each) for each in WORDS.values()]


def test_an_edition_of_a_later_day_says_what_it_corrects_and_needs_no_words_for_an_update(
    port: Port,
) -> None:
    port.issue()
    port.report(UPDATE)
    assert port.issue(day=date(2021, 2, 1)).correction == ""
    first = port.entries()
    port.change("data/facts/port.yaml", "value: about 120, on: 2021-02-01", "value: 3, on: 2021-02")
    port.change("data/facts/port.yaml", "berths:", f"  #\n{LATER}berths:")
    with pytest.raises(RefusedError, match=r"no words in en-CA .*: port.ships\n"):
        port.issue(day=date(2021, 3, 1))
    assert port.entries() == first
    assert port.issue_corrected(day=date(2021, 3, 1)).correction == WORDS["en-CA"]
    assert register.read_register(find_workspace(port.root)).findings == ()


LATER = "    - {value: 130, on: 2021-02-01, source: erratum}\n"


def test_words_for_a_correction_are_refused_where_nothing_is_corrected(port: Port) -> None:
    with pytest.raises(RefusedError) as refused:
        port.issue_corrected()
    assert str(refused.value) == (
        "error: --correction is said of no edition: none that is issued corrects another\n"
        "  hint: leave it out"
    )
    assert port.entries() == {}


def test_words_for_a_correction_cannot_be_changed_later(port: Port) -> None:
    port.issue()
    port.change("data/briefings/note.yaml", "There are", "We count")
    second = port.issue_corrected()
    port.change(second.path, "counted as ships", "counted twice")
    entered = register.read_register(find_workspace(port.root))
    assert {each.rule for each in entered.findings} >= {"altered-record"}
    assert port.verify(second.code).state is PageState.ALTERED


def test_what_was_withdrawn_may_be_issued_again(port: Port) -> None:
    first = port.issue()
    release.withdraw(find_workspace(port.root), first.code, "too early", APPROVAL)
    assert port.issue_corrected().release == 2


def test_nothing_is_issued_while_a_finding_stands(port: Port) -> None:
    port.change("data/briefings/note.yaml", "There are", "On 3 quays there are")
    with pytest.raises(RefusedError) as stopped:
        port.issue_all()
    assert {f.rule for f in stopped.value.findings} >= {"bare-figure"}
    assert port.entries() == {}
    assert not list((port.root / "build").rglob("*.pdf"))


def test_one_language_that_fails_holds_back_the_other(port: Port) -> None:
    port.change("data/briefings/note.yaml", "postes.", "postes {{ chart }}.")
    with pytest.raises(AsofError):
        port.issue_all()
    assert port.entries() == {}
    assert not list((port.root / "build").rglob("*.pdf"))


def test_what_cannot_be_set_is_a_failure_to_print(port: Port) -> None:
    port.change("data/briefings/note.yaml", "body:\n", "body:\n  - chart: none\n")
    with pytest.raises(RenderError) as stopped:
        port.issue()
    assert stopped.value.exit_code == 3


def test_nothing_is_issued_as_known_on_a_day_to_come(port: Port) -> None:
    with pytest.raises(RefusedError) as refused:
        port.issue(day=date(2021, 4, 2))
    assert str(refused.value) == (
        "data/briefings/note.yaml:1:1: error: 2021-04-02 has not come: nobody knows yet what will "
        f"be known then\n  hint: add --known {TODAY}"
    )
    assert port.issue(day=date(2021, 4, 2), known=TODAY).release == 1


def test_a_spoilt_register_takes_no_more(port: Port) -> None:
    first = port.issue()
    (port.root / first.path).write_text("{", "utf-8")
    with pytest.raises(RefusedError, match="is no record of an issued edition"):
        port.issue("fr")


# ---- issued records survive


def test_a_build_a_clean_and_a_new_release_change_no_record(port: Port) -> None:
    first = port.issue()
    before = port.entries()
    kept = port.pdf(first)
    list(build(find_workspace(port.root), Request(TODAY)))
    assert port.pdf(first) == kept
    shutil.rmtree(port.root / "build")
    port.report(CORRECTION)
    port.issue_corrected(known=date(2021, 3, 1))
    release.withdraw(find_workspace(port.root), first.code, "wrong", APPROVAL)
    after = port.entries()
    assert {name: after[name] for name in before} == before
    assert len(after) == 3


def git(root: Path, *words: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)


def test_a_merge_of_two_branches_that_issued_the_same_day_is_told(port: Port) -> None:
    git(port.root, "init", "--quiet", "--initial-branch=main")
    (port.root / ".gitignore").write_text("/build/\n")
    git(port.root, "add", ".")
    git(port.root, "commit", "--quiet", "--message=Begin")
    codes = []
    for branch, words in (("ours", "We count"), ("theirs", "They count")):
        git(port.root, "switch", "--quiet", "--create", branch, "main")
        path = port.root / "data/briefings/note.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("There are", words), "utf-8")
        codes.append(port.issue().code)
        path.write_text(text, "utf-8")
        git(port.root, "add", ".")
        git(port.root, "commit", "--quiet", "--message=Issue")
    git(port.root, "merge", "--quiet", "--message=Merge", "ours")
    for code, other in (codes, reversed(codes)):
        verdict = port.verify(code)
        assert (verdict.state, verdict.state.exit_code) == (PageState.CONTESTED, 4)
        assert verdict.reason == (
            f"{other} was issued under the same number (note, 2021-01-18, en, r1)"
        )
        assert [f.rule for f in verdict.findings] == ["issued-twice"]
    told = port.run("verify", codes[0])
    assert told.exit_code == 4
    assert codes[1] in told.output
    checked = json.loads(port.run("check", "--json").stdout)
    assert "issued-twice" in {finding["rule"] for finding in checked["findings"]}

    release.withdraw(find_workspace(port.root), codes[0], "issued on a branch", APPROVAL)
    assert port.verify(codes[0]).state is PageState.WITHDRAWN
    assert port.verify(codes[1]).state is PageState.CURRENT


# ---- verify


def test_a_page_is_current_while_it_is_the_last_and_its_facts_stand(port: Port) -> None:
    issued = port.issue()
    for asked in (port.pdf(issued), issued.code, issued.code.lower().replace("-", "")):
        verdict = port.verify(asked)
        assert (verdict.state, verdict.state.exit_code, verdict.figures) == (
            PageState.CURRENT,
            0,
            (),
        )


def test_a_correction_supersedes_a_page_and_names_figure_and_values(port: Port) -> None:
    issued = port.issue()
    port.report(CORRECTION)
    verdict = port.verify(port.pdf(issued))
    assert (verdict.state, verdict.state.exit_code) == (PageState.SUPERSEDED, 4)
    assert said(verdict) == [("port.ships", "corrected", "about 100", "about 80")]
    assert verdict.figures[0].source == ("erratum",)
    assert port.verify(port.pdf(issued), date(2021, 2, 28)).state is PageState.CURRENT


def test_issue_change_a_fact_issue_again(port: Port) -> None:
    first = port.issue()
    page = port.pdf(first)
    port.report(CORRECTION)
    second = port.issue_corrected(known=date(2021, 3, 1))
    assert second.edition["path"] == "2021-01-18/note.en.known-2021-03-01.r2.pdf"
    for asked in (page, first.code):
        verdict = port.verify(asked)
        assert verdict.state.exit_code == 4
        assert verdict.later == register.read_register(find_workspace(port.root)).with_code(
            second.code
        )
        assert said(verdict) == [("port.ships", "corrected", "about 100", "about 80")]
    assert port.verify(port.pdf(second)).state is PageState.CURRENT


def test_a_later_edition_supersedes_a_page_and_its_values_are_told(port: Port) -> None:
    first = port.issue()
    port.report(UPDATE)
    assert port.verify(first.code).state is PageState.CURRENT
    second = port.issue(day=date(2021, 2, 1))
    verdict = port.verify(first.code)
    assert (verdict.state, verdict.later and verdict.later.code) == (
        PageState.SUPERSEDED,
        second.code,
    )
    assert said(verdict) == [("port.ships", "updated", "about 100", "about 120")]


def test_another_language_supersedes_nothing(port: Port) -> None:
    first = port.issue("en")
    port.issue("fr", day=date(2021, 2, 1))
    assert port.verify(first.code).state is PageState.CURRENT


def test_a_line_changed_in_its_place_is_told_from_what_the_page_said(port: Port) -> None:
    issued = port.issue()
    port.change("data/facts/port.yaml", "about 100", "about 90")
    assert said(port.verify(issued.code)) == [("port.ships", "corrected", "about 100", "about 90")]


def test_a_report_of_the_same_day_that_came_after_the_release_is_told(port: Port) -> None:
    port.change("data/sources.yaml", "published: 2021-03-01", "published: 2021-01-18")
    issued = port.issue()
    port.report(CORRECTION)
    verdict = port.verify(issued.code)
    assert verdict.state is PageState.SUPERSEDED
    assert [f.key for f in verdict.figures] == ["port.ships"]


def test_a_fact_that_is_gone_is_told(port: Port) -> None:
    issued = port.issue()
    port.change("data/briefings/note.yaml", "{{ port.berths }}", "its")
    port.change("data/briefings/note.yaml", "{{ port.berths }}", "ses")
    text = FILES["data/facts/port.yaml"].partition("berths:")[0]
    (port.root / "data/facts/port.yaml").write_text(text, "utf-8")
    assert said(port.verify(issued.code)) == [("port.berths", "removed", "12", "")]


@pytest.mark.parametrize(
    ("typed", "again"),
    [
        ("about 100", "About  100"),
        ("about 100", "approximately 100"),
        ("about 100", "about 100.0"),
    ],
)
def test_a_value_typed_otherwise_recalls_no_page(port: Port, typed: str, again: str) -> None:
    issued = port.issue()
    port.change("data/facts/port.yaml", typed, again)
    told = [] if "." not in again else [("port.ships", "corrected", typed, again)]
    assert said(port.verify(issued.code)) == told


def test_an_earlier_value_on_the_page_that_was_corrected_is_told(port: Port) -> None:
    port.report("    - {value: 70, on: 2020-12-01, source: log}\n")
    told = "{{ port.ships.counted }}, after {{ port.ships.previous }},"
    port.change("data/briefings/note.yaml", "{{ port.ships.counted }}", told)
    issued = port.issue()
    port.report("    - {value: 75, on: 2020-12-01, source: erratum}\n")
    verdict = port.verify(issued.code)
    row = ("port.ships", "corrected", "70 (2020-12-01)", "75 (2020-12-01)")
    assert said(verdict) == [row]
    assert verdict.state is PageState.SUPERSEDED


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("value: 70", "value: 75", [("corrected", "70 (2020-12-01)", "75 (2020-12-01)")]),
        ("source: log", "source: erratum, reported: 2021-01-01", []),
        ("on: 2020-12-01", "on: 2020-11-01", [("removed", "70 (2020-12-01)", "")]),
    ],
)
def test_an_earlier_value_that_was_changed_in_its_place_is_told(
    port: Port, old: str, new: str, told: list[tuple[str, str, str]]
) -> None:
    port.report("    - {value: 70, on: 2020-12-01, source: log}\n")
    text = "{{ port.ships.counted }}, after {{ port.ships.previous }},"
    port.change("data/briefings/note.yaml", "{{ port.ships.counted }}", text)
    issued = port.issue()
    line = "{value: 70, on: 2020-12-01, source: log}"
    port.change("data/facts/port.yaml", line, line.replace(old, new))
    assert said(port.verify(issued.code)) == [("port.ships", *each) for each in told]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("value: 70", "value: 75", ("corrected", "+30 (2020-12-01)", "+25 (2020-12-01)")),
        ("on: 2020-12-01", "on: 2020-11-01", ("corrected", "+30 (2020-12-01)", "+30 (2020-11-01)")),
        ("source: log", "source: erratum, reported: 2021-01-01", None),
    ],
)
def test_a_change_on_the_page_that_comes_out_otherwise_is_told(
    port: Port, old: str, new: str, told: tuple[str, str, str] | None
) -> None:
    """Of a total nothing else on the page would tell it: its earlier lines are of its parts."""
    port.report("    - {value: 70, on: 2020-12-01, source: log}\n")
    port.change("data/facts/port.yaml", "value: about 100", "value: 100")
    port.change("data/facts/port.yaml", "ships:", "all: {label: All, derived: port.ships}\nships:")
    port.change("data/briefings/note.yaml", "{{ port.ships.counted }}", "{{ port.all.change }}")
    issued = port.issue()
    line = "{value: 70, on: 2020-12-01, source: log}"
    port.change("data/facts/port.yaml", line, line.replace(old, new))
    assert said(port.verify(issued.code)) == ([("port.all", *told)] if told else [])


def test_a_correction_of_what_the_page_does_not_show_leaves_it_alone(port: Port) -> None:
    port.report("    - {value: 70, on: 2020-12-01, source: log}\n")
    issued = port.issue()
    port.report("    - {value: 75, on: 2020-12-01, source: erratum}\n")
    assert port.verify(issued.code).state is PageState.CURRENT


def test_a_confirmation_changes_nothing(port: Port) -> None:
    issued = port.issue()
    port.report("    - {value: about 100, on: 2021-01-18, source: erratum}\n")
    assert port.verify(issued.code).state is PageState.CURRENT


def test_a_withdrawn_page_says_why(port: Port) -> None:
    issued = port.issue()
    release.withdraw(
        find_workspace(port.root), issued.code.lower(), "the count was of boats", APPROVAL
    )
    verdict = port.verify(port.pdf(issued))
    assert (verdict.state, verdict.state.exit_code) == (PageState.WITHDRAWN, 4)
    assert verdict.reason == "withdrawn on 2021-04-01: the count was of boats"
    with pytest.raises(RefusedError) as refused:
        release.withdraw(find_workspace(port.root), issued.code, "again", APPROVAL)
    assert str(refused.value) == (
        f"{issued.path}: error: {issued.code} was withdrawn on 2021-04-01\n"
        "  hint: the count was of boats"
    )


def test_no_page_is_called_current_by_a_register_that_lacks_entries(port: Port) -> None:
    issued = port.issue()
    release.withdraw(find_workspace(port.root), issued.code, "the count was of boats", APPROVAL)
    (rubbed_out,) = (port.root / "data/issued").rglob("*.withdrawn.json")
    rubbed_out.unlink()
    for asked in (issued.code, port.pdf(issued)):
        verdict = port.verify(asked)
        assert (verdict.state, verdict.state.exit_code) == (PageState.UNKNOWN, 5)
        assert verdict.reason == (
            "the register lacks entries, and one of them may have withdrawn it"
        )
        assert [f.message for f in verdict.findings] == ["the last entry of the register is gone"]


def test_a_code_says_what_its_page_says(port: Port) -> None:
    issued = port.issue()
    assert port.run("verify", issued.code).stdout.splitlines()[3:] == [
        "",
        "The page with this code, The port as of 2021-01-18, says:",
        "  port.ships   about 100  ships in port",
        "  port.berths  12         berths",
        "If the page in your hand says anything else, it is not the page that was issued.",
    ]
    (port.root / "page.pdf").write_bytes(port.pdf(issued))
    assert len(port.run("verify", str(port.root / "page.pdf")).stdout.splitlines()) == 3


def test_a_release_that_cannot_be_written_in_one_language_is_in_none(port: Port) -> None:
    in_the_way = port.root / "build/2021-01-18/note.fr.r1.pdf"
    in_the_way.mkdir(parents=True)
    with pytest.raises(AsofError, match="cannot be written: is a directory"):
        port.issue_all()
    assert port.entries() == {}
    in_the_way.rmdir()
    assert {issued.release for issued in port.issue_all()} == {1}


def places(size: int) -> Iterable[int]:
    """A byte in every twelfth of a file, and its ends."""
    return sorted({0, size - 1, *range(size // 24, size, size // 12)})


def test_a_copy_with_one_byte_changed_is_never_taken_for_the_page(port: Port) -> None:
    issued = port.issue()
    page = port.pdf(issued)
    states = []
    for place in places(len(page)):
        copy = bytearray(page)
        copy[place] ^= 1
        verdict = port.verify(bytes(copy))
        assert verdict.state.exit_code == 5
        states.append(verdict.state)
    assert states.count(PageState.ALTERED) > len(states) * 0.8


def test_a_copy_that_was_only_wrapped_anew_is_altered(port: Port, tmp_path: Path) -> None:
    issued = port.issue()
    with pikepdf.open(io.BytesIO(port.pdf(issued))) as opened:
        opened.save(tmp_path / "copy.pdf")
    verdict = port.verify((tmp_path / "copy.pdf").read_bytes())
    assert verdict.state is PageState.ALTERED
    assert verdict.reason == (
        f"it goes by {issued.code}, but its bytes are not those issued; "
        "its record is the one issued, its pages or its wrapping are not"
    )


def test_a_copy_without_its_record_is_known_by_the_code_on_its_pages(
    port: Port, tmp_path: Path
) -> None:
    issued = port.issue()
    with pikepdf.open(io.BytesIO(port.pdf(issued))) as opened:
        del opened.attachments["asof.json"]
        opened.save(tmp_path / "copy.pdf")
    verdict = port.verify((tmp_path / "copy.pdf").read_bytes())
    assert (verdict.state, verdict.issued and verdict.issued.code) == (
        PageState.ALTERED,
        issued.code,
    )


def forged(path: Path, record: object) -> bytes:
    """A stranger's PDF that carries a record."""
    with pikepdf.new() as made:
        made.add_blank_page()
        made.attachments["asof.json"] = json.dumps(record).encode()
        made.save(path)
    return path.read_bytes()


def test_a_stranger_with_our_code_is_altered(port: Port, tmp_path: Path) -> None:
    issued = port.issue()
    verdict = port.verify(forged(tmp_path / "x.pdf", {"code": issued.code, "facts": []}))
    assert (verdict.state, verdict.state.exit_code) == (PageState.ALTERED, 5)
    assert verdict.reason == (
        f"it goes by {issued.code}, but its bytes are not those issued; "
        "nor is its record the one issued"
    )


def test_strangers_are_unknown(port: Port, tmp_path: Path) -> None:
    port.issue()
    with pikepdf.new() as blank:
        blank.add_blank_page()
        blank.save(tmp_path / "blank.pdf")
    nothing = "it carries no record: asof did not print it, or it was altered beyond reading"
    unissued = "no edition in this register has its code, {}"
    strangers = [
        ((tmp_path / "blank.pdf").read_bytes(), nothing),
        (
            forged(tmp_path / "x.pdf", {"code": ["7F3A"], "facts": {"a": 1}}),
            unissued.format(["7F3A"]),
        ),
        (forged(tmp_path / "x.pdf", {"code": "7F3A-K9QM-2TQX"}), unissued.format("7F3A-K9QM-2TQX")),
        (forged(tmp_path / "x.pdf", [1, 2]), nothing),
        (b"", nothing),
        (b"no PDF at all", nothing),
        (b"%PDF-1.7\n%%EOF", nothing),
    ]
    for content, reason in strangers:
        verdict = port.verify(content)
        assert (verdict.state, verdict.state.exit_code) == (PageState.UNKNOWN, 5)
        assert verdict.reason == reason


def test_a_mere_build_is_unknown(port: Port) -> None:
    built = next(
        iter(
            build(find_workspace(port.root), Request(TODAY, briefings=("note",), languages=("en",)))
        )
    )
    verdict = port.verify(built.job.path.read_bytes())
    assert verdict.state is PageState.UNKNOWN
    assert verdict.reason == "a mere build, or another's: it was never issued"


def test_every_mistyped_code_is_found_out(port: Port) -> None:
    code = port.issue().code.replace("-", "")
    slips = {code[:n] + c + code[n + 1 :] for n in range(12) for c in ALPHABET} - {code}
    workspace = find_workspace(port.root)
    court = release.verify
    ledger = data.read(workspace)[0]
    for slip in sorted(slips)[::17]:
        verdict = court(workspace, ledger, slip, TODAY)
        assert (verdict.state, verdict.state.exit_code) == (PageState.UNKNOWN, 5)
        assert verdict.reason == (
            "check character does not match: one character is mistyped "
            "(compare it with the page: one is wrong, or two have changed places)"
        )


def test_a_record_edited_in_the_register_vouches_for_nothing(port: Port) -> None:
    issued = port.issue()
    port.change(issued.path, "The port", "Any port")
    by_file = f"the record that it carries is not the one in the register of {issued.code}"
    by_code = f"the record of {issued.code} in the register was changed since"
    for asked, reason in ((port.pdf(issued), by_file), (issued.code, by_code)):
        verdict = port.verify(asked)
        assert (verdict.state, verdict.state.exit_code) == (PageState.ALTERED, 5)
        assert verdict.reason == reason
        assert [f.rule for f in verdict.findings] == ["altered-record"]


def test_a_record_that_cannot_be_read_vouches_for_nothing(port: Port) -> None:
    issued = port.issue()
    (port.root / issued.path).write_text("{", "utf-8")
    verdict = port.verify(issued.code)
    assert verdict.state is PageState.ALTERED
    assert verdict.reason == f"the record of {issued.code} is not as it was entered"


def test_a_template_that_prints_other_facts_on_another_paper_is_not_issued(port: Port) -> None:
    page = '{% extends "theme/note.html" %}{% block end %}{{ super() }}{{ extra }}{% endblock %}'
    extra = '{% if paper == "a4" %}<p>{{ port.berths }}</p>{% endif %}'
    (port.root / "templates").mkdir(exist_ok=True)
    (port.root / "templates/own.html").write_text(page.replace("{{ extra }}", extra), "utf-8")
    port.change("data/briefings/note.yaml", "body:", "template: own.html\nbody:")
    with pytest.raises(RefusedError) as refused:
        port.issue(paper="a4")
    assert str(refused.value) == (
        "data/briefings/note.yaml:1:1: error: the template prints other facts on this paper than "
        "on the workspace's own"
    )


def test_a_code_that_nobody_issued_is_unknown(port: Port) -> None:
    verdict = port.verify("0000-0000-0001")
    assert (verdict.state, verdict.state.exit_code) == (PageState.UNKNOWN, 5)
    assert verdict.reason == "no edition in this register has the code 0000-0000-0001"


def test_a_record_of_another_program_vouches_for_nothing(port: Port) -> None:
    told = dict(port.issue().edition) | {"lang": "xx"}
    code = code_of(told)
    foreign = Issued(
        edition=told | {"code": code}, approved_by="A", moment=APPROVAL.moment, digest=""
    )
    register.add_records(find_workspace(port.root), [foreign], {})
    verdict = port.verify(code)
    assert verdict.state is PageState.ALTERED
    assert verdict.reason == f"the record of {code} in the register is none of this program's"


# ---- the commands


def test_issue_and_verify_as_typed(port: Port, tmp_path: Path) -> None:
    made = port.run("issue", "note", "--approved-by", "A. Editor, desk", "--json")
    assert made.exit_code == 0, made.output
    english, french = json.loads(made.stdout)["issued"]
    assert (english["lang"], french["lang"], english["release"]) == ("en", "fr", 1)
    page = port.root / "build" / english["path"]
    assert port.run("verify", str(page)).stdout.startswith(f"current  {english['code']}")

    assert port.run("issue", "note", "--approved-by", "A").exit_code == 1
    port.report(CORRECTION)
    words = ("--lang", "en", "--known", "2021-03-01", "--approved-by", "A. Editor")
    again = port.run("issue", "note", *words)
    lacking = f"no words in en-CA say what is corrected of {english['code']}: port.ships"
    hint = 'say it: --correction en="…"'
    refused = f"data/briefings/note.yaml:1:1: error: {lacking}\n  hint: {hint}\n"
    assert (again.exit_code, again.stderr) == (1, refused)
    again = port.run("issue", "note", *words, "--correction", "Berths were counted.")
    assert again.exit_code == 0, again.output
    told = port.run("verify", str(page))
    assert told.exit_code == 4
    (later,) = {name.split(".")[-2] for name in port.entries() if ".r2." in name}
    assert f"{later} corrects it: Berths were counted.\n" in told.stdout
    said = port.run("verify", later).stdout
    assert "it corrects an earlier edition: Berths were counted.\n" in said
    assert "port.ships  corrected  about 100 → about 80  erratum" in told.stdout
    answer = json.loads(port.run("verify", str(page), "--json").stdout)
    assert answer["state"] == "superseded"
    later, called = answer["later"]["code"], "note, 2021-01-18, en, r2"
    assert answer["reason"] == f"a later edition was issued: {called}, {later}"
    assert answer["later"]["release"] == 2
    assert answer["later"]["correction"] == "Berths were counted."
    assert answer["corrections"] == [{"code": later, "text": "Berths were counted."}]
    assert [f["after"].replace("\xa0", " ") for f in answer["figures"]] == ["about 80"]

    copy = tmp_path / "copy.pdf"
    content = bytearray(page.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    assert port.run("verify", str(copy)).exit_code == 5

    reason = ("--withdraw", french["code"], "--reason", "the map was wrong")
    assert port.run("issue", *reason).exit_code == 0
    gone = port.run("verify", french["code"])
    assert (gone.exit_code, "the map was wrong" in gone.stdout) == (4, True)
    assert port.run("issue", *reason).exit_code == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("issue", "--approved-by", "A"),
            "Error: name the briefings to issue, or the code to --withdraw",
        ),
        (("issue", "note"), 'Error: say who approved it: --approved-by "Name, role"'),
        (("issue", "note", "--approved-by", " "), "Error: say who approved it: "),
        (
            ("issue", "note", "--approved-by", "A\nB"),
            "Error: --approved-by is one line of plain text",
        ),
        (
            ("issue", "note", "--approved-by", "A", "--reason", "x"),
            "Error: --reason is for --withdraw",
        ),
        (("issue", "--withdraw", "7F3A"), 'Error: say why it is withdrawn: --reason "…"'),
        (
            ("issue", "--withdraw", "7F3A", "--reason", "x"),
            "error: '7F3A': a code has 12 characters, this one 4",
        ),
        (
            ("issue", "--withdraw", "0000-0000-0001", "--reason", "x"),
            "error: no issued edition has the code 0000-0000-0001",
        ),
        (("issue", "notes", "--approved-by", "A"), "did you mean 'note'?"),
        (
            ("issue", "note", "--approved-by", "A", "--correction", "Wrong"),
            'in each language: --correction en="…" --correction fr="…"',
        ),
        (
            ("issue", "note", "--approved-by", "A", "--lang", "en", "--correction", "fr=Faux"),
            'Error: say what is corrected in each language: --correction en="…"',
        ),
        (
            ("issue", "note", "--approved-by", "A", "--correction", "de=Falsch"),
            "error: no language 'de' in this workspace",
        ),
        (
            ("issue", "note", "--approved-by", "A", "--lang", "en", "--correction", "A\nB"),
            "Error: --correction is one line of plain text",
        ),
        (
            ("issue", "--withdraw", "7F3A", "--reason", "x", "--correction", "x"),
            "Error: --correction is for a release: a withdrawal prints nothing",
        ),
        (("verify", "build/none.pdf"), "Error: no file 'build/none.pdf'"),
    ],
)
def test_what_is_asked_wrongly_is_told(port: Port, words: tuple[str, ...], told: str) -> None:
    answer = port.run(*words)
    assert (answer.exit_code, told in answer.output) == (2, True), answer.output


def test_a_pdf_without_a_workspace_shows_what_it_holds(
    port: Port, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued = port.issue()
    away = tmp_path_factory.mktemp("away")
    (away / "page.pdf").write_bytes(port.pdf(issued))
    monkeypatch.chdir(away)
    told = CliRunner().invoke(main, ["verify", "page.pdf"])
    assert told.exit_code == 5
    assert (
        "nothing can be verified without a workspace; this is only what the file says"
        in told.stdout
    )
    assert "The port, as of 2021-01-18" in told.stdout
    assert "about 100" in told.stdout
    answer = json.loads(CliRunner().invoke(main, ["verify", "page.pdf", "--json"]).stdout)
    assert [f["key"] for f in answer["holds"]["facts"]] == ["port.ships", "port.berths"]
    told = CliRunner().invoke(main, ["verify", issued.code])
    assert (told.exit_code, told.stdout.splitlines()[1].strip()) == (
        5,
        "nothing can be verified without a workspace",
    )


def test_a_file_that_is_larger_than_any_page_is_not_read(
    port: Port, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asof.pdf.LARGEST", 2**20)
    page = tmp_path / "page.pdf"
    page.write_bytes(b"%PDF-1.7" + bytes(2**20))
    told = port.run("verify", str(page))
    said = f"{page}: error: is larger than 1 MiB, which no page is\n"
    assert (told.exit_code, told.stderr) == (2, said)


def test_a_broken_workspace_is_no_answer(port: Port) -> None:
    code = port.issue().code
    (port.root / "asof.yaml").write_text("title: [\n")
    assert port.run("verify", code).exit_code == 2


def test_a_strangers_words_do_not_reach_the_terminal_as_commands(
    port: Port, tmp_path: Path
) -> None:
    bad = "\x1b[2J\x9b31m\u202eevil\r\ncurrent"
    facts = [{"key": bad, "label": bad, "text": bad}, 7]
    forged(tmp_path / "x.pdf", {"title": bad, "as_of": bad, "code": bad, "facts": facts})
    for words in ((), ("--json",)):
        told = port.run("verify", str(tmp_path / "x.pdf"), *words)
        assert told.exit_code == 5
        assert not set(told.output) & set("\x1b\x9b\u202e\r")
        assert not any(line.startswith("current") for line in told.output.splitlines())
