"""The register: codes that catch a slip, records that are added and never changed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asof import register
from asof.diagnostics import AsofError
from asof.page.tree import parse
from asof.register import CodeError, Issued, Signer, Withdrawal, code_of, read_code
from asof.register.code import ALIKE, ALPHABET, BODY, check_character, in_groups, visible_words
from asof.register.records import entry_digest
from asof.workspace import Workspace, find_workspace

NOON = datetime(2021, 1, 19, 12, tzinfo=UTC)
PRINTS = [["port.ships", "", "about 7", 1, "data/briefings/note.yaml:3:9", []]]
EDITION: dict[str, Any] = {
    "briefing": "note",
    "row": None,
    "as_of": "2021-01-18",
    "known": "2021-01-18",
    "lang": "en",
    "release": 1,
    "words": "0f",
    "prints": PRINTS,
    "title": "Note",
    "facts": [],
}

# ---- codes

MISTYPED = "check character does not match: one character is mistyped"
codes = st.text(ALPHABET, min_size=BODY, max_size=BODY).map(
    lambda body: body + check_character(body)
)
places = st.integers(0, BODY)


def test_the_alphabet_has_a_prime_number_of_characters_and_none_that_look_alike() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert not set(ALPHABET) & set(ALIKE)
    assert set(ALIKE.values()) <= set(ALPHABET)


@given(codes)
def test_a_code_is_read_as_it_is_printed(code: str) -> None:
    assert read_code(in_groups(code)) == in_groups(code)
    assert [len(group) for group in in_groups(code).split("-")] == [4, 4, 4]


@given(codes, places, st.sampled_from(ALPHABET))
def test_any_one_wrong_character_is_found(code: str, place: int, wrong: str) -> None:
    typed = code[:place] + wrong + code[place + 1 :]
    if typed != code:
        with pytest.raises(CodeError, match=MISTYPED):
            read_code(typed)


@given(codes, places, places)
def test_any_two_characters_that_changed_places_are_found(code: str, one: int, two: int) -> None:
    swapped = list(code)
    swapped[one], swapped[two] = swapped[two], swapped[one]
    if "".join(swapped) != code:
        with pytest.raises(CodeError, match=MISTYPED):
            read_code("".join(swapped))


def test_every_slip_in_one_code_is_found() -> None:
    code = code_of(EDITION).replace("-", "")
    slips = {code[:n] + c + code[n + 1 :] for n in range(12) for c in ALPHABET}
    slips |= {code[:n] + code[n + 1] + code[n] + code[n + 2 :] for n in range(11)}
    for slip in slips - {code}:
        with pytest.raises(CodeError):
            read_code(slip)


@given(codes, st.data())
def test_a_code_may_be_typed_in_any_way(code: str, data: st.DataObject) -> None:
    alike = {c: [c, c.lower()] for c in ALPHABET}
    for shape, meant in ALIKE.items():
        alike[meant] += [shape, shape.lower()]
    signs = st.sampled_from(["", "-", " ", "\u2011", "\u2013"])
    typed = "".join(data.draw(st.sampled_from(alike[c])) + data.draw(signs) for c in code)
    assert read_code(f" {typed}\n") == in_groups(code)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "a code has 12 characters, this one 0"),
        ("7F3A-K9QM", "a code has 12 characters, this one 8"),
        ("7F3A-K9QM-2TQX-1", "a code has 12 characters, this one 13"),
        ("7F3A-K9QM-2T?X", r"no code has the character '\?'"),
        ("7F3A-K9QM-2TÉX", "no code has the character 'É'"),
    ],
)
def test_what_is_no_code_is_told_apart(typed: str, told: str) -> None:
    with pytest.raises(CodeError, match=told):
        read_code(typed)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("briefing", "brief"),
        ("row", "north"),
        ("as_of", "2021-01-19"),
        ("known", "2021-01-19"),
        ("lang", "fr"),
        ("release", 2),
        ("words", "10"),
        ("prints", [["port.ships", "", "about 8", 1, "", []]]),
        ("prints", []),
    ],
)
def test_another_edition_has_another_code(name: str, other: object) -> None:
    assert code_of(EDITION | {name: other}) != code_of(EDITION)


def test_paper_pages_and_versions_have_no_part_in_a_code() -> None:
    moved = [[*row[:3], 2, "data/briefings/note.yaml:9:1", []] for row in PRINTS]
    beside = {"paper": "a4", "pages": 2, "path": "x.pdf", "versions": {"asof": "9"}, "inputs": [1]}
    assert code_of(EDITION | beside | {"prints": moved}) == code_of(EDITION)


def test_the_words_of_a_page_are_what_a_reader_sees() -> None:
    html = (
        "<!doctype html><html><head><title>T</title><style>p {}</style></head><body>"
        "<p>About&nbsp;<b>7</b> ships,\n  <i>not</i>&#32;8.</p><script>x</script><p>End</p></body>"
    )
    assert visible_words(parse(html)) == "About 7 ships, not 8. End"


def test_a_code_stays_the_same_from_version_to_version() -> None:
    assert code_of(EDITION) == "NNRR-E58F-CG03"


# ---- records


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "asof.yaml").write_text("title: Port\nlanguages: [en]\ntimezone: UTC\n")
    return find_workspace(tmp_path)


def edition(**other: Any) -> Issued:
    """An edition to be issued, with the code that it should have."""
    record = EDITION | other
    record |= {"code": code_of(record)}
    return Issued(
        edition=record,
        approved_by="A. Editor, desk",
        moment=NOON,
        digest=f"digest of {record['code']}",
    )


def entered(workspace: Workspace, *editions: Issued) -> list[Issued]:
    return [each for one in editions for each in register.add_records(workspace, [one], {})]


def withdrawal(issued: Issued, reason: str, by: str | None = None) -> Withdrawal:
    return Withdrawal(code=issued.code, reason=reason, moment=NOON, by=by)


def test_no_register_is_an_empty_one(workspace: Workspace) -> None:
    assert register.read_register(workspace) == register.Register()


def test_an_entry_is_one_file_with_its_code_in_the_name(workspace: Workspace) -> None:
    (issued,) = entered(workspace, edition())
    assert issued.place.path == f"data/issued/2021-01-18/note.en.r1.{issued.code}.json"
    found = register.read_register(workspace)
    assert (found.findings, found.with_code(issued.code)) == ((), found.issued[0])
    assert found.issued[0].record() == issued.record()
    assert found.with_digest(issued.digest) is found.issued[0]


def test_an_entry_is_never_written_over(workspace: Workspace) -> None:
    (issued,) = entered(workspace, edition())
    before = (workspace.root / issued.path).read_bytes()
    with pytest.raises(AsofError, match="is in the register already"):
        register.add_records(workspace, [replace(issued, approved_by="Somebody else")], {})
    assert (workspace.root / issued.path).read_bytes() == before


def test_a_withdrawal_is_a_file_beside_the_entry(workspace: Workspace) -> None:
    (issued,) = entered(workspace, edition())
    before = (workspace.root / issued.path).read_bytes()
    taken = withdrawal(issued, "wrong map", "A. Editor")
    register.mark_withdrawn(workspace, issued, taken)
    assert (workspace.root / issued.path).read_bytes() == before
    (found,) = register.read_register(workspace).issued
    assert found.withdrawal
    assert (replace(found.withdrawal, before=()), found.stands) == (taken, False)
    with pytest.raises(AsofError, match="is in the register already"):
        register.mark_withdrawn(workspace, issued, replace(taken, reason="another"))


def test_editions_supersede_each_other_by_day_and_then_by_release(workspace: Workspace) -> None:
    first, second, third, french = entered(
        workspace,
        edition(),
        edition(release=2, known="2021-03-01"),
        edition(as_of="2021-02-01", known="2021-02-01"),
        edition(lang="fr"),
    )
    found = register.read_register(workspace)
    assert [i.order for i in found.series("note", "en")] == [first.order, second.order, third.order]
    assert found.later(first) == found.last("note", "en") == found.with_code(third.code)
    assert found.last("note", "en", before=date(2021, 2, 1)) == found.with_code(second.code)
    assert found.later(third) is None
    assert found.later(french) is None
    register.mark_withdrawn(workspace, third, withdrawal(third, "early"))
    again = register.read_register(workspace)
    assert again.later(first) == again.with_code(second.code)


SPOILT = {
    "not JSON": lambda raw: raw[:-9],
    "a merge left open": lambda raw: f"<<<<<<< ours\n{raw}",
    "no code": lambda raw: raw.replace('"code"', '"cod"'),
    "a list": lambda raw: f"[{raw}]",
    "nested beyond reading": lambda raw: "[" * 100_000,
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_a_record_that_cannot_be_read_is_told_and_the_others_are_used(
    workspace: Workspace, spoil: Any
) -> None:
    issued, other = entered(workspace, edition(), edition(lang="fr"))
    path = workspace.root / issued.path
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    found = register.read_register(workspace)
    assert [i.code for i in found.issued] == [other.code]
    finding, gone = found.findings
    assert str(finding.place) == issued.path
    assert finding.message == "is no record of an issued edition"
    assert finding.hint == (
        "take the file from the history of the repository; a record is never edited"
    )
    assert found.spoilt(issued.code) == finding
    assert str(gone.place) == other.path
    assert gone.message == "an entry of the register before this one is gone"


@pytest.mark.parametrize("change", ['"Note"', '"about 7"', '"0f"'])
def test_a_record_that_was_edited_is_told(workspace: Workspace, change: str) -> None:
    (issued,) = entered(workspace, edition())
    path = workspace.root / issued.path
    path.write_text(path.read_text("utf-8").replace(change, '"other"'), "utf-8")
    found = register.read_register(workspace)
    assert list(map(str, found.findings)) == [
        (
            f"{issued.path}: error: the record of {issued.code} is not what was entered\n"
            "  hint: take the file from the history of the repository; a record is never edited"
        )
    ]
    assert not found.issued[0].sound


def test_a_record_that_was_renamed_is_told(workspace: Workspace) -> None:
    (issued,) = entered(workspace, edition())
    path = workspace.root / issued.path
    path.rename(path.with_name(path.name.replace("r1", "r2")))
    assert [f.rule for f in register.read_register(workspace).findings] == ["altered-record"]


def test_a_withdrawal_without_its_record_is_told(workspace: Workspace) -> None:
    (issued,) = entered(workspace, edition())
    register.mark_withdrawn(workspace, issued, withdrawal(issued, "wrong"))
    (workspace.root / issued.path).unlink()
    told = [finding.message for finding in register.read_register(workspace).findings]
    assert told == [
        "an entry of the register before this one is gone",
        f"withdraws {issued.code}, but its record is not beside it",
    ]


def test_a_record_laid_out_anew_says_the_same(workspace: Workspace) -> None:
    (issued,) = entered(workspace, edition())
    path = workspace.root / issued.path
    path.write_text(json.dumps(json.loads(path.read_text("utf-8"))), "utf-8")
    assert register.read_register(workspace).findings == ()


# ---- the chain


def chain(workspace: Workspace) -> list[Issued]:
    """Twenty entries, of which three are withdrawals; every third edition is signed."""
    signer = Signer("Harbour Office", "0f" * 32)
    editions = [edition(release=number) for number in range(1, 18)]
    editions[::3] = [replace(each, signer=signer) for each in editions[::3]]
    issued = entered(workspace, *editions)
    for each in issued[2::6]:
        register.mark_withdrawn(workspace, each, withdrawal(each, "wrong", "A. Editor"))
    return issued


def files(workspace: Workspace) -> list[Path]:
    return sorted((workspace.root / "data/issued").rglob("*.json"))


def found_in(workspace: Workspace) -> register.Register:
    """The register as somebody reads it who has not read it before."""
    return register.read_register(find_workspace(workspace.root))


def fields(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value of a record, and to each mapping and list in it."""
    if not isinstance(value, dict | list):
        return
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*path, key)
        yield from fields(each, (*path, key))


def changed(record: Any, path: tuple[Any, ...], change: str) -> Any:
    """A record with one of its values another one, or none, or gone."""
    record = json.loads(json.dumps(record))
    held = record
    for key in path[:-1]:
        held = held[key]
    if change == "gone":
        del held[path[-1]]
    else:
        held[path[-1]] = {"another": "x", "none": None, "a number": 8, "a list": [[]]}[change]
    return record


@pytest.mark.parametrize("change", ["another", "none", "a number", "a list", "gone"])
def test_every_change_of_a_field_is_told(workspace: Workspace, change: str) -> None:
    chain(workspace)
    assert found_in(workspace).findings == ()
    tried = 0
    for path in files(workspace):
        before = path.read_text("utf-8")
        record = json.loads(before)
        for way in fields(record):
            edited = changed(record, way, change)
            if edited != record:
                path.write_text(json.dumps(edited), "utf-8")
                assert found_in(workspace).findings, (path.name, way)
                tried += 1
        path.write_text(before, "utf-8")
    assert tried > 400
    assert found_in(workspace).findings == ()


def test_a_field_that_is_given_twice_is_told(workspace: Workspace) -> None:
    """Programs differ in which of the two they read, and people see both."""
    (issued,) = entered(workspace, edition())
    path = workspace.root / issued.path
    path.write_text(path.read_text("utf-8").replace("{", '{"approved_by": "Nobody",', 1), "utf-8")
    (told, *_) = found_in(workspace).findings
    assert told.message == "is no record of an issued edition"


def test_every_file_that_is_gone_is_told(workspace: Workspace) -> None:
    chain(workspace)
    for path in files(workspace):
        before = path.read_bytes()
        path.unlink()
        assert found_in(workspace).findings, path.name
        path.write_bytes(before[: len(before) // 2])
        assert found_in(workspace).findings, path.name
        path.write_bytes(before)
    assert found_in(workspace).findings == ()


def test_a_change_that_is_signed_anew_is_told_by_the_next_entry(workspace: Workspace) -> None:
    issued = chain(workspace)
    path = workspace.root / issued[4].path
    record = json.loads(path.read_text("utf-8")) | {"approved_by": "The Minister"}
    path.write_text(json.dumps(record | {"entry": entry_digest(record)}), "utf-8")
    assert [(str(f.place), f.message) for f in found_in(workspace).findings] == [
        (issued[5].path, "an entry of the register before this one is gone"),
    ]


def test_a_withdrawal_that_is_rubbed_out_is_told(workspace: Workspace) -> None:
    (issued,) = entered(workspace, edition())
    register.mark_withdrawn(workspace, issued, withdrawal(issued, "wrong"))
    (workspace.root / issued.path.replace(".json", ".withdrawn.json")).unlink()
    found = found_in(workspace)
    assert found.lacking
    assert [f.message for f in found.findings] == ["the last entry of the register is gone"]


def test_the_editions_of_a_release_are_entered_together(workspace: Workspace) -> None:
    first, second = edition(), edition(lang="fr")
    pdf = workspace.root / "build/n.pdf"
    pdf.mkdir(parents=True)
    with pytest.raises(AsofError, match="cannot be written: is a directory"):
        register.add_records(workspace, [first, second], {pdf: b"%PDF"})
    assert found_in(workspace) == register.Register()
    pdf.rmdir()
    register.add_records(workspace, [first, second], {pdf: b"%PDF"})
    assert [i.code for i in found_in(workspace).issued] == [first.code, second.code]
    assert pdf.read_bytes() == b"%PDF"


def test_what_a_release_left_that_was_never_finished_is_in_nobody_s_way(
    workspace: Workspace,
) -> None:
    first, second = entered(workspace, edition(), edition(lang="fr"))
    marks = workspace.root / "data/issued/last"
    before = {path: path.read_bytes() for path in marks.iterdir()}
    third = edition(release=2)
    entered(workspace, third)
    for path in marks.iterdir():
        path.unlink()
    for path, content in before.items():  # as if the power had failed before the last file
        path.write_bytes(content)
    found = found_in(workspace)
    assert [i.code for i in found.issued] == [first.code, second.code]
    assert [(f.rule, f.message) for f in found.findings] == [
        ("not-entered", "is not entered in the register")
    ]
    entered(workspace, third)
    assert found_in(workspace).findings == ()


# ---- two branches


def git(root: Path, *words_: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = ["git", *identity, *words_]
    subprocess.run(command, cwd=root, check=True, capture_output=True)


def test_two_branches_that_issued_the_same_day_merge_and_are_told(workspace: Workspace) -> None:
    root = workspace.root
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=Begin")
    ours, theirs = edition(words="0a"), edition(words="0b")
    for branch, issued in (("ours", ours), ("theirs", theirs)):
        git(root, "switch", "--quiet", "--create", branch, "main")
        entered(workspace, issued)
        git(root, "add", ".")
        git(root, "commit", "--quiet", "--message=Issue")
    git(root, "merge", "--quiet", "--message=Merge", "ours")
    found = register.read_register(workspace)
    assert {i.code for i in found.issued} == {ours.code, theirs.code}
    (finding,) = found.findings
    assert finding.rule == "issued-twice"
    first, second = (issued.code for issued in found.issued)
    assert finding.message == (
        f"note, 2021-01-18, en, r1 was issued twice: as {first} and as {second}"
    )
    assert found.rivals(found.issued[0]) == (found.issued[1],)
    assert len(found.tips) == 2

    register.mark_withdrawn(workspace, found.issued[1], withdrawal(found.issued[1], "twice"))
    settled = register.read_register(workspace)
    assert len(settled.tips) == 1
    assert settled.findings == ()
    assert settled.rivals(settled.issued[0]) == ()
