"""A site of editions: what comes onto it, in which order, and what is refused."""

import json
import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from asof.cli import main
from asof.diagnostics import AsofError
from asof.publish.run import editions_on_site
from asof.release import read_signing_key, withdraw
from asof.workspace import find_workspace
from keys import holder
from publishing import NOON, build, files, index, port_with_notes, put, refusals
from released import APPROVAL, Port, port_in

FIRST = "en/note/2021-01-18/1/"


@pytest.fixture
def port(tmp_path: Path) -> Port:
    return port_with_notes(tmp_path)


# ---- what comes


def test_editions_stand_in_folders_of_their_own_with_their_records(port: Port) -> None:
    published = put(port)
    site = port.root / "site"
    assert refusals(published) == []
    assert [each.folder for each in published.fresh] == [
        FIRST,
        "en/note/2021-02-01/1/",
        "fr/note/2021-01-18/1/",
        "fr/note/2021-02-01/1/",
    ]
    built, there = files(port.root / "build/2021-01-18"), files(site / FIRST)
    assert there["note.en.pdf"] == built["note.en.pdf"]
    assert there["record.json"] == built["note.en.json"]
    first = index(site)[0]
    assert (first["path"], first["number"], first["title"]) == (FIRST, "1", "The port")
    assert first["published"] == "2021-04-01T08:00-04:00"
    assert editions_on_site(str(site)) == published.site.editions


def test_a_second_run_writes_nothing(port: Port) -> None:
    put(port)
    site = port.root / "site"
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    again = put(port)
    assert (again.fresh, again.written, again.removed) == ((), (), ())
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before


def test_a_dry_run_tells_and_writes_nothing(port: Port) -> None:
    dry = put(port, dry_run=True)
    assert len(dry.fresh) == 4
    assert not (port.root / "site").exists()


def test_what_is_on_the_site_needs_no_longer_lie_in_build(port: Port) -> None:
    put(port)
    before = files(port.root / "site")
    shutil.rmtree(port.root / "build")
    assert put(port).written == ()
    assert files(port.root / "site") == before


def test_a_day_printed_again_with_other_figures_is_its_second_printing(port: Port) -> None:
    put(port)
    port.change("data/facts/port.yaml", "about 100", "about 90")
    build(port, day=date(2021, 1, 18))
    published = put(port)
    assert [each.folder for each in published.fresh] == [
        "en/note/2021-01-18/2/",
        "fr/note/2021-01-18/2/",
    ]
    assert [each["number"] for each in index(port.root / "site")] == ["1", "2", "1"] * 2


def test_other_forms_of_an_edition_stand_beside_it(port: Port) -> None:
    put(port)
    build(port, day=date(2021, 1, 18), profile="clear", languages=("en",))
    published = put(port)
    assert refusals(published) == []
    assert [each.folder for each in published.fresh] == [FIRST]
    assert list(published.fresh[0].pdfs) == ["note.en.pdf", "note.en.clear.pdf"]
    assert (port.root / "site" / FIRST / "note.en.clear.pdf").exists()
    assert put(port).written == ()


def test_what_says_the_same_is_no_second_printing(port: Port) -> None:
    put(port)
    port.change("asof.yaml", "title:", "rules: {unused-fact: off}\ntitle:")
    build(port, day=date(2021, 1, 18), languages=("en",))
    (pdf,) = (port.root / "build/2021-01-18").glob("note.en.pdf")
    assert pdf.read_bytes() != (port.root / "site" / FIRST / pdf.name).read_bytes()
    assert put(port).fresh == ()
    assert put(port).written == ()


def test_drafts_are_never_published(port: Port) -> None:
    shutil.rmtree(port.root / "build")
    build(port, day=date(2021, 1, 18), draft=True)
    assert put(port).site.editions == ()


# ---- the register


def test_issued_editions_come_with_their_numbers_codes_and_reasons(tmp_path: Path) -> None:
    port = port_in(tmp_path)
    first = port.issue()
    port.report("    - {value: about 80, on: 2021-01-18, source: erratum}\n")
    second = port.issue_corrected(known=date(2021, 3, 1))
    published = put(port)
    site = port.root / "site"
    assert [each["number"] for each in index(site)] == ["r1", "r2"]
    assert [each["code"] for each in index(site)] == [first.code, second.code]
    assert index(site)[1]["reason"] == "The berths were counted as ships."
    assert published.site.editions[1].issued == second.moment


def test_an_issued_edition_that_is_not_in_build_is_printed_again(tmp_path: Path) -> None:
    port = port_in(tmp_path)
    issued = port.issue_all()
    put(port, str(tmp_path / "here"))
    shutil.rmtree(tmp_path / "build")
    published = put(port)
    assert refusals(published) == []
    assert len(published.fresh) == len(issued) == 2
    assert files(tmp_path / "site") == files(tmp_path / "here")


def test_a_build_that_says_what_was_issued_is_not_published_beside_it(tmp_path: Path) -> None:
    port = port_in(tmp_path)
    port.issue()
    build(port, languages=("en",))
    assert [each.number for each in put(port).site.editions] == ["r1"]
    assert put(port).written == ()


def test_a_withdrawn_edition_leaves_its_title_and_the_reason_alone(tmp_path: Path) -> None:
    port = port_in(tmp_path)
    issued = port.issue()
    put(port)
    taken = replace(APPROVAL, moment=datetime(2021, 4, 2, 9, 0, tzinfo=UTC))
    withdraw(find_workspace(tmp_path), issued.code, "The berths were not counted.", taken)
    published = put(port)
    (told,) = index(tmp_path / "site")
    assert told["withdrawn"] == {
        "moment": "2021-04-02T05:00:00-04:00",
        "reason": "The berths were not counted.",
    }
    assert [each.folder for each in published.withdrawn] == ["en/note/2021-01-18/r1/"]
    left = [name for name in files(tmp_path / "site") if "2021-01-18" in name]
    assert left == ["en/note/2021-01-18/r1/index.html"]
    assert published.site.facts == {"en": {}}
    assert put(port).written == ()


# ---- what is refused, by name


def test_what_the_data_print_otherwise_by_now_is_refused_and_the_others_go_on(port: Port) -> None:
    port.change("data/facts/port.yaml", "value: 12", "value: 13")
    build(port, day=date(2021, 2, 1), languages=("fr",))
    published = put(port)
    again = "'asof build note --as-of {}' prints it anew"
    told = "it would come out otherwise by now: fact port.berths, what it shows of its facts"
    assert [each.folder for each in published.fresh] == ["fr/note/2021-02-01/1/"]
    assert refusals(published) == [
        f"note.en.pdf: {told}, its facts ({again.format('2021-01-18')})",
        f"note.en.pdf: {told}, its facts ({again.format('2021-02-01')})",
        f"note.fr.pdf: {told}, its facts ({again.format('2021-01-18')})",
    ]
    port.change("data/facts/port.yaml", "about 100", "about 90")
    wrong = "fact port.ships, fact port.berths, what it shows of its facts"
    told = f"note.en.pdf: it would come out otherwise by now: {wrong}, and 1 more"
    assert refusals(put(port))[0] == f"{told} ({again.format('2021-01-18')})"
    port.change("data/briefings/note.yaml", "The port", "The harbour")
    told = "note.en.pdf: it would come out otherwise by now: briefing note"
    assert refusals(put(port))[0] == f"{told} ({again.format('2021-01-18')})"


def test_a_pdf_that_is_not_that_of_its_record_is_refused(port: Port) -> None:
    folder = port.root / "build/2021-01-18"
    (folder / "note.en.pdf").write_bytes((folder / "note.fr.pdf").read_bytes())
    record = json.loads((folder / "note.fr.json").read_bytes())
    forged = (folder / "note.fr.json").read_text("utf-8").replace("Le port", "Le pont")
    (folder / "note.fr.json").write_text(forged, "utf-8")
    assert record["title"] == "Le port"
    hint = "('asof build note --as-of 2021-01-18' prints both anew)"
    assert refusals(put(port)) == [
        f"note.en.pdf: is not the PDF that the record beside it is of {hint}",
        f"note.fr.pdf: carries another record than the one beside it {hint}",
    ]


def test_what_today_has_no_place_for_is_refused(port: Port) -> None:
    issued = port.issue(known=date(2021, 3, 1))
    shutil.rmtree(port.root / "data/issued")
    told = f"goes by {issued.code}, under which the register has no such file"
    hint = "(delete it, or bring data/issued/ to the state in which it was issued)"
    assert refusals(put(port)) == [f"{Path(issued.edition['path']).name}: {told} {hint}"]
    note = port.root / "data/briefings/note.yaml"
    note.rename(note.with_name("verify.yaml"))
    build(port, day=date(2021, 2, 1), languages=("en",))
    told = "note.en.pdf: there is no briefing 'note' by now"
    found = refusals(put(port, str(port.root / "another")))
    assert f"{told} (delete it, or bring data/briefings/note.yaml back)" in found
    told = "verify.en.pdf: 'verify' cannot be published: a site has pages of its own there"
    assert f"{told} (rename the briefing)" in found


def test_a_language_that_the_workspace_has_given_up_is_refused(port: Port) -> None:
    for name in ("data/facts/port.yaml", "data/briefings/note.yaml", "asof.yaml"):
        text = (port.root / name).read_text("utf-8").replace("[en-CA, fr-CA]", "[en-CA]")
        text = re.sub(r"\n +fr: .*|, fr: [^}]*", "", text)
        (port.root / name).write_text(text, "utf-8")
    told = "note.fr.pdf: is in 'fr', which is no language of this workspace"
    assert f"{told} (add it to 'languages' in asof.yaml)" in refusals(put(port, dry_run=True))


def test_an_issued_edition_that_cannot_be_had_again_is_refused(tmp_path: Path) -> None:
    port = port_in(tmp_path)
    issued = port.issue()
    name = issued.edition["path"]
    record = Path(issued.path).name
    elsewhere = "check out the commit that issued it, and publish from there"
    (tmp_path / "build" / name).unlink()
    port.change("data/facts/port.yaml", "value: 12", "value: 13")
    shown = "what it shows of its facts, its facts"
    assert refusals(put(port)) == [
        f"{record}: it would come out otherwise by now: {shown} ({elsewhere})"
    ]
    port.change("data/facts/port.yaml", "value: 13", "value: 12")
    port.change("data/briefings/note.yaml", "berths.", "places.")
    told = f"{record}: the data print other words by now"
    assert refusals(put(port)) == [f"{told} ({elsewhere})"]
    port.change("data/briefings/note.yaml", "places.", "berths.")
    port.change("asof.yaml", "timezone", "abbreviations: {UN: United Nations}\ntimezone")
    told = f"{record}: {issued.code}, printed again, is not the file that was issued"
    assert refusals(put(port)) == [f"{told} (put that file at build/{name}, or {elsewhere})"]


def test_a_signed_edition_is_not_signed_again(tmp_path: Path) -> None:
    port = port_in(tmp_path)
    key = read_signing_key(holder().pkcs12(tmp_path / "signer.p12"), lambda: "")
    (issued,) = port.issue_all(replace(APPROVAL, key=key), languages=("en",))
    assert [each.code for each in put(port).site.editions] == [issued.code]
    (tmp_path / "build" / issued.edition["path"]).unlink()
    told = f"{issued.code} is signed, and its PDF is not in build/: nobody can sign it again"
    hint = f"put the file that was issued at build/{issued.edition['path']}"
    found = refusals(put(port, str(tmp_path / "another")))
    assert found == [f"{Path(issued.path).name}: {told} ({hint})"]


def test_an_issued_edition_of_rows_that_are_gone_is_refused(tmp_path: Path) -> None:
    port = port_in(tmp_path)
    port.issue()
    back = "(bring its table back to what it was)"
    quays = tmp_path / "data/tables/quays.csv"
    quays.parent.mkdir()
    quays.write_text("quay\nnorth\n", "utf-8")
    port.change("data/briefings/note.yaml", "as_of:", "for_each: tables/quays.csv\nas_of:")
    assert refusals(put(port)) == [f"note.yaml: it has rows by now {back}"]
    port.issue()
    quays.write_text("quay\nsouth\n", "utf-8")
    told = "note.yaml: 'note' has no row 'north' by now"
    assert f"{told} {back}" in refusals(put(port))


def test_a_register_that_is_not_sound_is_not_believed(tmp_path: Path) -> None:
    port = port_in(tmp_path)
    issued = port.issue()
    path = tmp_path / issued.path
    path.write_text(path.read_text("utf-8").replace("A. Editor", "B. Editor"), "utf-8")
    why = "its record in the register was changed since"
    told = f"{path.name}: {issued.code} (note, 2021-01-18, en, r1) is not published: {why}"
    hint = "'asof check' says what is wrong with the register"
    assert refusals(put(port))[-1] == f"{told} ({hint})"


# ---- where to


def test_a_site_needs_an_address(port: Port) -> None:
    port.change("asof.yaml", "url: https://port.example.org/notes\n", "")
    done = port.run("publish", str(port.root / "site"))
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "asof.yaml: error: a site needs 'url', the address under which it is published",
        "  hint: add 'url: https://…' to it",
    ]


@pytest.mark.parametrize("behind", ["/verify?code=", "/verify#", "/verify/code="])
def test_an_address_that_no_file_can_stand_below_is_refused(port: Port, behind: str) -> None:
    port.change("asof.yaml", "/notes\n", f"{behind}\n")
    with pytest.raises(AsofError) as refused:
        put(port)
    (told,) = map(str, refused.value.findings)
    assert told.splitlines() == [
        f"asof.yaml: error: no site can stand below 'url: https://port.example.org{behind}'",
        "  hint: give the address of a folder",
    ]


def test_files_of_others_are_neither_written_over_nor_taken_away(port: Port) -> None:
    site = port.root / "site"
    (site / FIRST).mkdir(parents=True)
    (site / FIRST / "record.json").write_text("mine")
    (site / "notes.txt").write_text("mine")
    with pytest.raises(AsofError) as problem:
        put(port)
    told = "lies where the site has a file of its own, and is none that asof wrote"
    hint = "move it away, or publish into a folder of its own"
    assert str(problem.value) == f"{FIRST}record.json: error: {told}\n  hint: {hint}"
    assert sorted(files(site)) == [f"{FIRST}record.json", "notes.txt"]
    (site / FIRST / "record.json").unlink()
    put(port)
    assert (site / "notes.txt").read_text() == "mine"
    (site / "index.json").write_text("[]")
    with pytest.raises(AsofError) as problem:
        put(port)
    told = "index.json: error: is no file of a site that this asof published"
    assert str(problem.value).startswith(told)


def test_links_are_not_followed(port: Port, tmp_path: Path) -> None:
    (outside := tmp_path / "outside").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/en").symlink_to(outside)
    with pytest.raises(AsofError, match="is a link, and output follows none"):
        put(port)
    assert list(outside.iterdir()) == []


def test_a_web_address_is_no_target(port: Port) -> None:
    done = CliRunner().invoke(
        main, ["--workspace", str(port.root), "publish", "https://port.example.org"]
    )
    assert done.stderr.splitlines() == [
        "error: 'https://port.example.org' is read, not written",
        "  hint: name a folder, or an object store such as s3://bucket/path",
    ]


def test_a_record_that_was_altered_on_the_site_is_not_believed(port: Port) -> None:
    put(port)
    path = f"{FIRST}record.json"
    (port.root / "site" / path).write_text("{}")
    build(port, day=date(2021, 1, 18), profile="clear", languages=("en",))
    told = "record.json: is not on the site as it was published"
    hint = "publish into an empty folder: the site is made anew from what lies here"
    assert refusals(put(port)) == [f"{told} ({hint})"]


def test_the_command_tells_people_and_programs(port: Port, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asof.cli.publish.now", lambda: NOON)
    port.change("data/briefings/note.yaml", "as_of: 2021-01-18\n", "")
    done = port.run("publish", str(port.root / "site"), "--json")
    assert json.loads(done.stdout)["published"] == []
    assert done.exit_code == 1
    port.change("data/briefings/note.yaml", "body:", "as_of: 2021-01-18\nbody:")
    done = port.run("publish", str(port.root / "site"))
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == f"published  {FIRST}"
    assert done.stderr.startswith("4 editions on the site: ")
    done = port.run("publish", str(port.root / "site"), "--dry-run")
    assert done.stderr.splitlines() == ["4 editions would be on the site; nothing was written"]
