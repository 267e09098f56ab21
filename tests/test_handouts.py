"""Numbered copies: each says which it is, the register knows it, and the original is left."""

from __future__ import annotations

import io
import json
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from asof import handouts, pdf, register
from asof.diagnostics import AsofError
from asof.handouts.copies import Numbered, Order, number_copies
from asof.handouts.recipients import Recipient, nobody_yet, read_recipients
from asof.impose import one_print_file
from asof.release import PageState
from asof.workspace import find_workspace
from keys import holder
from released import Port, lines, port_in

NOW = datetime(2021, 4, 2, 9, 0, tzinfo=UTC)
TWO = (Recipient("Jane Doe", "Ministry of Works"), Recipient("A. Smith"))


@pytest.fixture
def port(tmp_path: Path) -> Port:
    return port_in(tmp_path)


def copied(port: Port, path: Path, order: Order) -> Numbered:
    return number_copies(find_workspace(port.root), path, order)


def issued_path(port: Port, lang: str = "en") -> Path:
    return port.root / "build" / str(port.issue(lang).edition["path"])


def kept_back(port: Port) -> None:
    port.change("data/briefings/note.yaml", "as_of:", "embargo: 2021-05-01 06:00\nas_of:")


# ---- a copy


def test_each_page_of_a_copy_says_which_it_is_and_the_original_is_left(port: Port) -> None:
    path = issued_path(port)
    before = path.read_bytes()
    made = copied(port, path, Order(recipients=TWO, moment=NOW))
    assert path.read_bytes() == before
    assert [each.name for each in made.files] == [
        "note.en.r1.copy-01.pdf",
        "note.en.r1.copy-02.pdf",
        "note.en.r1.copies-1-2.pdf",
    ]
    first, second = (each.read_bytes() for each in made.files[:2])
    assert "Copy 1 of 2" in lines(first)
    assert "Copy 2 of 2" in lines(second)
    assert "Copy" not in lines(before)
    listed = lines(made.files[2].read_bytes())
    assert "Copies handed out: The port" in listed
    assert "1 Jane Doe Ministry of Works 2 A. Smith" in listed


def test_a_copy_keeps_tags_links_record_and_claims_and_its_number_is_an_artifact(
    port: Port,
) -> None:
    path = issued_path(port)
    made = copied(port, path, Order(recipients=TWO, moment=NOW))
    assert pdf.attached(made.files[0]) == pdf.attached(path)
    with pikepdf.open(path) as original, pikepdf.open(made.files[0]) as copy:
        assert copy.Root.Metadata.read_bytes() == original.Root.Metadata.read_bytes()
        told = [str(i) for i in pikepdf.parse_content_stream(copy.pages[0])]
        (drawn,) = (n for n, each in enumerate(told) if "/Mark0" in each)
        assert "/Artifact" in told[drawn - 3]
        assert "EMC" in told[drawn + 2]
        form = copy.pages[0].Resources.XObject["/Mark0"]
        operators = {str(i.operator) for i in pikepdf.parse_content_stream(form)}
        assert not operators & {"BDC", "BMC", "EMC"}
        assert len(copy.pages[0].get("/Annots", [])) == len(original.pages[0].get("/Annots", []))


def test_verify_knows_a_copy_and_what_it_is_worth(port: Port) -> None:
    path = issued_path(port)
    made = copied(port, path, Order(recipients=TWO, moment=NOW))
    content = made.files[0].read_bytes()
    verdict = port.verify(content)
    assert verdict.state is PageState.CURRENT
    told = "copy 1 of 2, for Jane Doe, Ministry of Works, numbered on 2021-04-02"
    assert str(verdict.copy) == told
    assert told in port.run("verify", str(made.files[0])).stdout
    as_json = json.loads(port.run("verify", str(made.files[1]), "--json").stdout)
    assert (as_json["copy"]["number"], as_json["copy"]["total"]) == (2, 2)
    altered = content.replace(b"%PDF-1.7", b"%PDF-1.6", 1)
    assert altered != content
    assert port.verify(altered).state is PageState.ALTERED
    port.report("    - {value: about 80, on: 2021-01-18, source: erratum}\n")
    assert port.verify(content).state is PageState.SUPERSEDED


def test_the_register_tells_of_a_record_of_copies_that_was_changed_moved_or_removed(
    port: Port,
) -> None:
    path = issued_path(port)
    made = copied(port, path, Order(recipients=TWO, moment=NOW))
    record = port.root / made.out.path
    text = record.read_text("utf-8")
    record.write_text(text.replace("Jane", "Joan"), "utf-8")
    told = "the record of copies of note.en.r1.pdf is not what was entered"
    assert told in port.run("check").stderr
    verdict = port.verify(made.files[0].read_bytes())
    assert (verdict.state, verdict.reason) == (
        PageState.ALTERED,
        "the record of copies of note.en.r1.pdf in the register was changed since",
    )
    record.unlink()
    assert "the last entry of the register is gone" in port.run("check").stderr
    record.write_text("{}", "utf-8")
    assert "is no record of copies" in port.run("check").stderr
    record.with_name("note.en.r1.copies-7-8.json").write_text(text, "utf-8")
    record.unlink()
    assert told in port.run("check").stderr


def test_copies_of_a_mere_build_are_known_and_still_were_never_issued(port: Port) -> None:
    done = port.run("build", "note", "--lang", "en", "--copies", "2")
    assert done.exit_code == 0, done.output
    path = port.root / "build/2021-01-18/note.en.copy-02.pdf"
    verdict = port.verify(path.read_bytes())
    assert verdict.state is PageState.UNKNOWN
    assert verdict.reason == "a mere build, or another's: it was never issued"
    assert str(verdict.copy).startswith("copy 2 of 2, numbered on ")
    (record,) = (port.root / "data/issued/2021-01-18").glob("note.en.*.copies-1-2.json")
    of = sha256((port.root / "build/2021-01-18/note.en.pdf").read_bytes()).hexdigest()
    assert record.name == f"note.en.{of[:8]}.copies-1-2.json"


# ---- before an embargo lifts


def test_before_the_embargo_lifts_copies_and_their_list_say_so(port: Port) -> None:
    kept_back(port)
    path = issued_path(port, "fr")
    made = copied(port, path, Order(recipients=TWO, moment=NOW))
    content = made.files[0].read_bytes()
    assert "Exemplaire 1 sur 2 · Exemplaire remis avant la diffusion" in lines(content)
    assert "Accès avant la diffusion : Le port" in lines(made.files[-1].read_bytes())
    assert str(port.verify(content).copy).endswith("2021-04-02, before its embargo lifted")
    later = copied(port, path, Order(recipients=TWO, moment=datetime(2021, 5, 1, 10, tzinfo=UTC)))
    assert [each.number for each in later.out.copies] == [3, 4]
    assert "Exemplaire 3 sur 4" in lines(later.files[0].read_bytes())
    assert "avant la diffusion" not in lines(later.files[0].read_bytes())


# ---- again, and more


def test_the_same_order_gives_the_same_files_and_another_goes_on_counting(port: Port) -> None:
    path = issued_path(port)
    made = copied(port, path, Order(recipients=nobody_yet(2), moment=NOW))
    contents = [each.read_bytes() for each in made.files]
    for each in made.files:
        each.unlink()
    later = datetime(2021, 6, 1, tzinfo=UTC)
    again = copied(port, path, Order(recipients=nobody_yet(2), moment=later))
    assert (made.entered, again.entered) == (True, False)
    assert [each.read_bytes() for each in again.files] == contents
    more = copied(port, path, Order(recipients=nobody_yet(1), moment=later))
    assert [(each.number, more.out.total) for each in more.out.copies] == [(3, 3)]
    entered = register.read_register(find_workspace(port.root))
    assert [len(out.copies) for out in entered.handed_out] == [2, 1]
    assert not entered.findings
    told = "others have been given these numbers meanwhile\n  hint: run it again"
    with pytest.raises(AsofError, match=told):
        register.add_copies(find_workspace(port.root), more.out, {})


def test_copies_that_cannot_be_had_the_same_are_refused(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = issued_path(port)
    copied(port, path, Order(recipients=TWO, moment=NOW))
    monkeypatch.setattr(handouts.marks, "EDGE", 25.0)
    told = (
        "these copies were numbered before, and this version of the program prints them otherwise"
    )
    hint = "hand out those that are there, or number more for other recipients"
    assert refusal(port, path) == (told, hint)


def test_in_one_print_file_each_copy_begins_on_a_front_side(port: Port) -> None:
    path = issued_path(port)
    order = Order(recipients=TWO, moment=NOW, sides="duplex")
    printed = copied(port, path, order).files[2]
    assert printed.name == "note.en.r1.print-1-2.pdf"
    with pikepdf.open(printed) as opened:
        assert len(opened.pages) == 4
        assert opened.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert "/StructTreeRoot" not in opened.Root
    once = path.read_bytes()
    with pikepdf.open(io.BytesIO(one_print_file([once, once], "simplex"))) as opened:
        assert len(opened.pages) == 2


# ---- what is refused


def refusal(port: Port, path: Path) -> tuple[str, str]:
    """What is told of copies that are not made, and what to do."""
    with pytest.raises(AsofError) as caught:
        copied(port, path, Order(recipients=TWO, moment=NOW))
    return caught.value.findings[0].message, caught.value.findings[0].hint


def told_of(port: Port, path: Path) -> str:
    return refusal(port, path)[0]


def test_only_what_stands_as_it_was_printed_is_copied(port: Port) -> None:
    path = issued_path(port)
    other = path.with_name("other.pdf")
    other.write_bytes(path.read_bytes() + b"\n")
    again = "print it again by 'asof build', or take the issued PDF from where it is kept"
    assert refusal(port, other) == ("is no edition as it was printed", again)
    code = register.read_register(find_workspace(port.root)).issued[0].code
    taken = port.run(
        *("issue", "--withdraw", code, "--reason", "wrong", "--approved-by", "A. Editor")
    )
    assert taken.exit_code == 0
    taken_back = register.read_register(find_workspace(port.root)).issued[0].withdrawal
    assert taken_back
    day = taken_back.moment.date()
    assert told_of(port, path) == f"was withdrawn on {day}: no copies are made of it"


def test_a_signed_edition_and_one_of_no_briefing_here_are_refused(port: Port) -> None:
    key = holder("Harbour Office").pkcs12(port.root.parent / "key.p12")
    done = port.run(
        *("issue", "note", "--lang", "en", "--approved-by", "A. Editor", "--sign", str(key))
    )
    assert done.exit_code == 0, done.output
    path = port.root / "build/2021-01-18/note.en.r1.pdf"
    hint = "hand out the signed PDF itself, or issue one that is not signed"
    told = "is signed, and a number on its pages would break the signature"
    assert refusal(port, path) == (told, hint)
    port.run("build", "note", "--lang", "en")
    briefing = port.root / "data/briefings/note.yaml"
    briefing.rename(briefing.with_name("notes.yaml"))
    built = port.root / "build/2021-01-18/note.en.pdf"
    assert told_of(port, built) == "is of the briefing 'note', which is not here"


def test_a_page_without_a_free_margin_is_refused(port: Port) -> None:
    own = port.root / "templates/own.css"
    own.parent.mkdir(exist_ok=True)
    own.write_text("@page { background: #eee }\n", "utf-8")
    port.run("build", "note", "--lang", "en")
    path = port.root / "build/2021-01-18/note.en.pdf"
    hint = "leave the margins free in templates/own.css: a number stands at the head or the foot"
    assert refusal(port, path) == ("no margin has room for a number", hint)


def test_copies_need_a_library_that_builds_do_not(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = issued_path(port)
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    assert told_of(port, path) == "copies need 'pikepdf'"


def test_a_language_of_a_workspace_needs_words_for_copies_only_when_there_are_some(
    port: Port,
) -> None:
    own = port.root / "languages/da.py"
    own.parent.mkdir()
    own.write_text(
        "from dataclasses import replace\n\nfrom asof.language.en import LANGUAGE as ENGLISH\n\n"
        'LANGUAGE = replace(ENGLISH, tag="da-DK", name="Danish", handouts={})\n',
        "utf-8",
    )
    port.change("asof.yaml", "[en-CA, fr-CA]", "[en-CA, da-DK]")
    for name in ("asof.yaml", "data/facts/port.yaml", "data/briefings/note.yaml"):
        path = port.root / name
        path.write_text(path.read_text("utf-8").replace("fr:", "da:"), "utf-8")
    assert port.run("build", "note", "--lang", "da").exit_code == 0
    path = port.root / "build/2021-01-18/note.da.pdf"
    assert told_of(port, path) == ("'da-DK' has no words for 'copy_of', which no briefing asks for")


# ---- who gets one


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "list.csv: error: names nobody\n  hint: write a line 'name,organisation' first"),
        (
            "name\n",
            (
                "list.csv: error: names 0 recipients, and copies are 1 to 9,999\n"
                "  hint: write a line for each recipient"
            ),
        ),
        ("nmae\nA\n", "list.csv:1:1: error: unknown column 'nmae'\n  hint: did you mean 'name'?"),
        ("name,name\nA\n", "list.csv:1:6: error: the column 'name' stands here twice"),
        ("organisation\nA\n", "list.csv:1:1: error: no column 'name'"),
        ("name\nA,B\n", "list.csv:2:3: error: more cells than columns"),
        (
            'name\n"A\nB"\n',
            "list.csv:2:1: error: is no line of at most 200 characters\n  hint: write a name",
        ),
    ],
)
def test_a_list_of_recipients_is_read_strictly(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(AsofError) as caught:
        read_recipients(path)
    findings = "\n".join(str(each).replace(f"{tmp_path}/", "") for each in caught.value.findings)
    assert told in findings


def test_a_list_names_people_or_offices(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('organisation,name\n"Works, Roads",\n,A. Smith\n', "utf-8")
    assert read_recipients(path) == (Recipient("", "Works, Roads"), Recipient("A. Smith"))


def test_how_many_and_for_whom_are_said_once(port: Port) -> None:
    path = issued_path(port)
    told = "say how many copies, or for whom: --copies or --copies-to"
    assert told in port.run("copies", str(path)).stderr
    listed = port.root / "list.csv"
    listed.write_text("name\nA. Smith\n", "utf-8")
    both = port.run("copies", str(path), "--copies", "2", "--copies-to", str(listed))
    assert told in both.stderr
    done = port.run("copies", str(path), "--copies-to", str(listed), "--json")
    (made,) = json.loads(done.stdout)["copies"]
    assert (made["numbers"], made["total"], made["pre_release"]) == ([1], 1, False)
