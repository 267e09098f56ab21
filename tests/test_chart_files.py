"""Whatever an author's chart function does, it is drawn, or told at its line."""

from __future__ import annotations

import json
import locale
import logging
import os
import random
import re
import sys
from datetime import date
from decimal import getcontext
from pathlib import Path

import pytest
from click.testing import CliRunner

from asof import charts, data, workspace
from asof.cache import Store
from asof.charts import DrawnChart
from asof.cli import main
from asof.diagnostics import AsofError, RenderError
from asof.language import language
from asof.ledger import as_of
from asof.ledger.trace import RecordingEdition
from mistakes import lay

DAY = date(2021, 1, 18)
NOTE = "title: A note\nas_of: 2021-01-18\nbody:\n  - chart: members\n"
OTHER = "title: Other\nas_of: 2021-01-18\nbody:\n  - text: Words.\n"


@pytest.fixture(name="root")
def base(tmp_path: Path) -> Path:
    """A workspace with a chart to write, its note, and another note without one."""
    lay(tmp_path)
    (tmp_path / "charts").mkdir()
    (tmp_path / "data/briefings/note.yaml").write_text(NOTE)
    (tmp_path / "data/briefings/other.yaml").write_text(OTHER)
    return tmp_path


def write(root: Path, *body: str, head: str = "") -> None:
    """Write the chart: its lines of code, the first of which is line 6."""
    begin = f"from asof.charts import chart, steps\n{head}\n\n@chart(caption='Members')\n"
    lines = "".join(f"    {line}\n" for line in body)
    (root / "charts/members.py").write_text(f"{begin}def members(axes, edition):\n{lines}")


def draw(root: Path, *body: str, head: str = "", day: date = DAY, tag: str = "en") -> DrawnChart:
    """The chart of some lines of code."""
    write(root, *body, head=head)
    place = workspace.read_workspace(root)
    ledger, _ = data.read(place)
    return charts.draw(place, "members", RecordingEdition(as_of(ledger, day, day, language(tag))))


def told(root: Path, *body: str, head: str = "") -> list[str]:
    """What is told of a chart of some lines of code, without hints."""
    try:
        found = draw(root, *body, head=head).findings
    except AsofError as problem:
        found = problem.findings
    return [str(each).partition("\n")[0] for each in found]


def words(figure: DrawnChart) -> list[str]:
    """The words of a drawing, in its order."""
    return re.findall(">([^<]+)</text>", figure.svg.decode())


LINE = "axes.plot([1, 2])"
RAISED = "charts/members.py:6: error: this chart raised"


# What its marks and words could make a reader believe

ONE_CUT = "a mark is cut off by the limits of an axis"
TWO_CUT = "2 marks are cut off by the limits of an axis"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (("axes.plot([1, 2])", "axes.set_ylim(0, 1.5)"), ONE_CUT),
        (("axes.bar([1, 2], [50, 60])", "axes.set_ylim(40, 70)"), TWO_CUT),
        (("axes.barh([1, 2], [50, 60])", "axes.set(xlim=(40, 70))"), TWO_CUT),
        (("axes.scatter([1, 2], [50, 60])", "axes.axis([0, 3, 0, 55])"), ONE_CUT),
        (("axes.fill_between([1, 2], [3, 4])", "axes.set_ylim(0, 3)"), ONE_CUT),
        (("axes.axhline(900)", "axes.set_ybound(0, 5)"), ONE_CUT),
    ],
)
def test_marks_that_limits_cut_off_are_told_at_the_limits(
    root: Path, body: tuple[str, ...], message: str
) -> None:
    assert told(root, *body) == [f"charts/members.py:7: warning: {message}"]


@pytest.mark.parametrize("twin", ["axes.twinx()", "axes.twiny()", "axes.figure.add_subplot()"])
def test_a_second_scale_is_told_where_it_is_made(root: Path, twin: str) -> None:
    line = 7 if "twin" in twin else 4  # a figure's axes may be anything
    scales = f"charts/members.py:{line}: warning: two scales share this drawing: "
    found = told(root, "axes.plot([1, 2])", f"{twin}.plot([1, 2, 3], [200, 300, 100])")
    assert found == [f"{scales}where their marks meet says nothing"]


@pytest.mark.parametrize(
    "body",
    [
        ("axes.plot([1, 2, 3], [1, 2, 3])", "axes.set_xlim(1.5, 3)"),
        ("axes.bar([1, 2, 3], [1, 200, 3])", "axes.set_yscale('log')"),
        ("axes.margins(0)", "axes.plot([0, 5])"),
        (LINE, "axes.secondary_yaxis('right', functions=(lambda y: 2 * y, lambda y: y / 2))"),
        (LINE, "axes.inset_axes([0.1, 0.1, 0.3, 0.3]).plot([1, 2])"),
        ("axes.pie([3, 2])",),
        ("axes.stackplot([1, 2, 3], [1, 2, 3], [1, 1, 1])",),
    ],
)
def test_a_choice_of_time_or_of_form_misleads_nobody(root: Path, body: tuple[str, ...]) -> None:
    assert told(root, *body) == []


@pytest.mark.parametrize(
    ("code", "figures"),
    [
        ("axes.bar_label(axes.bar([1, 2], [650, 61]))", ["650", "61"]),
        ("axes.pie([60, 40], labels=['North', 'South'], autopct='%d%%')", ["60%", "40%"]),
        ("axes.plot([1]); axes.annotate('Peak: 1,200', (0, 1))", ["1,200"]),
        ("axes.clabel(axes.contour([[1, 2], [3, 4]]), levels=[2])", ["2"]),
        ("axes.table([['1', 'two']])", ["1"]),
        ("axes.bar(['Iraq'], [100]); axes.text(0, 1, '100')", ["100"]),  # it is about 100
    ],
)
def test_a_figure_that_code_writes_from_no_fact_is_told_at_its_line(
    root: Path, code: str, figures: list[str]
) -> None:
    write(root, "edition['personnel.iraq']", code)
    made = CliRunner().invoke(main, ["--workspace", str(root), "check", "note"])
    for figure in figures:
        assert (
            f"charts/members.py:7: error: '{figure}' comes from no fact\n"
            "  hint: let a helper write it from a fact, such as amounts(axes, …), or take it out\n"
        ) in made.stdout + made.stderr


@pytest.mark.parametrize(
    "code",
    [
        "steps(axes, iraq); axes.text(0, 1, 'about\u00a0100', transform=axes.transAxes)",
        "axes.plot([1]); axes.set_title('Since 2014'); axes.legend(['2019'])",
        "axes.plot([1]); axes.text(0, 1, 'Peak')",
    ],
)
def test_what_facts_supply_and_titles_and_keys_may_have_figures(root: Path, code: str) -> None:
    write(root, "iraq = edition['personnel.iraq']", code)
    made = CliRunner().invoke(main, ["--workspace", str(root), "check", "note"])
    assert "comes from no fact" not in made.stdout + made.stderr


# What goes wrong in it


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("import sys; sys.exit('enough')", "SystemExit: enough"),
        ("raise BaseException('odd')", "BaseException: odd"),
        ("raise GeneratorExit", "GeneratorExit"),
        ("raise ExceptionGroup('two', [ValueError(), KeyError()])", "ExceptionGroup: two (2 sub-"),
        ("f = lambda: f(); f()", "RecursionError: maximum recursion depth"),
        ("input('a name? ')", "EOFError: EOF when reading a line"),
        ("axes.plot([1, 2], [1])", "ValueError: x and y must have same first dimension"),
        ("axes.set_yscale('logarithmic')", "ValueError: 'logarithmic' is not a valid value"),
        ("edition['personnel.iraq'].fact.key = 3", ""),
        ("edition['personnel.iraq'].history.append(1)", "AttributeError: 'tuple' object has"),
        ("axes.xaxis.set_major_formatter(lambda x, pos: 1 / 0); " + LINE, "ZeroDivisionError:"),
    ],
)
def test_whatever_it_raises_is_told_at_its_line(root: Path, line: str, name: str) -> None:
    assert any(each.startswith(f"{RAISED} {name}") for each in told(root, line))


def test_what_goes_wrong_outside_its_lines_is_told_where_the_chart_begins(root: Path) -> None:
    write(root, LINE, "axes.xaxis.set_major_formatter('{y}')")
    place = workspace.read_workspace(root)
    ledger, _ = data.read(place)
    with pytest.raises(RenderError, match=r"^charts/members.py:4: error: .* KeyError"):
        charts.draw(place, "members", RecordingEdition(as_of(ledger, DAY, DAY, language("en"))))


def test_one_that_is_a_coroutine_is_not_taken_for_drawn(root: Path) -> None:
    write(root, LINE)
    path = root / "charts/members.py"
    path.write_text(path.read_text().replace("def members", "async def members"))
    found = CliRunner().invoke(main, ["--workspace", str(root), "build", "note", "--jobs", "1"])
    assert "charts/members.py:4: error: 'async' keeps this chart from being drawn" in found.stderr


def test_the_other_documents_are_printed(root: Path) -> None:
    write(root, "raise SystemExit")
    made = CliRunner().invoke(main, ["--workspace", str(root), "build", "--jobs", "1"])
    assert made.exit_code == 3
    assert made.stderr.startswith("charts/members.py:6: error: this chart raised SystemExit")
    assert [path.name for path in root.glob("build/*/*.pdf")] == ["other.en.pdf"]


# What it says


@pytest.mark.parametrize(
    "line",
    [
        "print('debug')",
        "import sys; sys.stdout.write('debug')",
        "import sys; print('debug', file=sys.stderr)",
        "import logging; logging.warning('debug')",
        "import logging; logging.basicConfig(format='%(message)s'); logging.error('debug')",
        "import pprint; pprint.pp('debug', width=9)",
        "print(*'debug', sep='')",
        "for each in ('de', 'bug'): print(each, end='')",
    ],
)
def test_what_it_prints_is_told_at_its_line_and_goes_nowhere_else(
    root: Path, line: str, capfd: pytest.CaptureFixture[str]
) -> None:
    found = told(root, line, LINE)
    assert len(found) == 1
    assert re.match(r"charts/members.py:6: warning: this chart prints '.*debug.*'$", found[0])
    assert capfd.readouterr() == ("", "")


def test_what_it_prints_leaves_json_alone(root: Path) -> None:
    write(root, "print('debug')", LINE)
    words = ["--workspace", str(root), "build", "note", "--json", "--jobs", "1"]
    answer = json.loads(CliRunner().invoke(main, words).stdout)
    assert [f["message"] for f in answer["findings"]] == ["this chart prints 'debug'"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("import warnings; warnings.warn('odd')", "odd"),
        ("axes.set_yscale('log'); axes.set_ylim(0, 3)", "Attempt to set non-positive ylim"),
        ("axes.legend()", "No artists with labels found to put in legend"),
        ("import numpy; numpy.log([0.0])", "divide by zero encountered in log"),
        ("axes.set_xlim(1, 1)", "Attempting to set identical low and high xlims"),
    ],
)
def test_what_it_is_warned_of_is_told_at_its_line(root: Path, line: str, words: str) -> None:
    found = told(root, line, LINE)
    assert found[0].startswith(f"charts/members.py:6: warning: this chart is warned: {words}")


def test_what_is_meant_for_programmers_is_not_told(root: Path) -> None:
    assert told(root, "import warnings; warnings.warn('old', DeprecationWarning)", LINE) == []


# What it leaves


def test_nothing_that_it_sets_for_all_stays(root: Path) -> None:
    import matplotlib as mpl
    import numpy as np

    def state() -> list[object]:
        return [
            Path.cwd(),
            dict(os.environ),
            list(sys.path),
            sys.getrecursionlimit(),
            sys.stdin,
            locale.setlocale(locale.LC_ALL),
            random.getstate(),
            getcontext().prec,
            np.geterr(),
            dict(mpl.rcParams),
            list(logging.root.handlers),
        ]

    charts.Axes  # noqa: B018 (brings matplotlib in)
    before = state()
    draw(
        root,
        "os.chdir('/'); os.environ['TZ'] = 'Asia/Tokyo'; sys.path.append('.'); random.random()",
        "sys.setrecursionlimit(5000); locale.setlocale(locale.LC_ALL, 'C')",
        "decimal.getcontext().prec = 3; numpy.seterr(all='ignore')",
        "matplotlib.rcParams['lines.linewidth'] = 9; logging.basicConfig()",
        LINE,
        head="import os, sys, random, locale, decimal, numpy, matplotlib, logging",
    )
    assert state() == before


@pytest.mark.parametrize(
    "line",
    [
        "plt.figure()",
        "plt.plot([1, 2])",
        "plt.title('x')",
        "plt.subplots(2)",
        "plt.gcf().add_subplot().plot([1, 2])",
    ],
)
def test_a_figure_of_pyplots_is_refused_where_it_is_made(root: Path, line: str) -> None:
    found = told(root, line, head="import matplotlib.pyplot as plt")
    assert found == [
        "charts/members.py:6: error: this draws on a figure of pyplot's own, not on 'axes'"
    ]
    import matplotlib.pyplot as plt

    assert plt.get_fignums() == []


# What is seen


@pytest.mark.parametrize(
    "body",
    [
        ("axes.set_axis_off()", "axes.inset_axes([0, 0, 1, 1]).plot([1, 2])"),
        ("axes.figure.add_subplot(2, 1, 2).plot([1, 2])",),
        ("f = axes.figure; axes.remove(); f.add_subplot(1, 2, 1).bar([1], [2])",),
        ("f = axes.figure; f.clear(); f.subplots(2)[0].plot([1, 2])",),
        ("f = axes.figure; f.subfigures(1, 2)[1].subplots().plot([1, 2])",),
        ("axes.twinx().plot([1, 2])",),
        ("axes.table([['1', '2']])",),
        ("axes.imshow([[1, 2], [2, 1]])",),
        ("axes.figure.text(0.5, 0.5, 'words')",),
        ("import matplotlib.lines as m; axes.figure.add_artist(m.Line2D([0, 1], [0, 1]))",),
        ("import matplotlib.patches as m; axes.add_artist(m.Circle((0.5, 0.5), 0.4))",),
        ("axes.pie([1, 2])",),
        ("axes.fill_between([1, 2], [1, 2])",),
        ("axes.figure.colorbar(axes.pcolormesh([[1, 2], [2, 1]]))",),
        ("axes.quiver([1], [1], [1], [1])",),
        ("axes.figure.set_size_inches(20, 1); axes.plot([1, 2])",),
        ("axes.plot([1, 2]); axes.figure.tight_layout()",),
        ("axes.figure.set_layout_engine('constrained'); axes.plot([1, 2])",),
        ("axes.plot([1, 2], label='a'); axes.legend(); axes.figure.suptitle('all')",),
    ],
)
def test_what_is_drawn_anywhere_on_the_sheet_is_printed(root: Path, body: tuple[str, ...]) -> None:
    figure = draw(root, *body)
    assert not figure.empty
    assert figure.findings == ()
    assert f'width="{figure.width:g}pt"'.encode() in figure.svg


@pytest.mark.parametrize(
    "body",
    [
        ("pass",),
        ("axes.set_title('Members'); axes.set_ylim(0, 9); axes.grid()",),
        ("axes.plot([], [])",),
        ("axes.plot([float('nan')], [1])",),
        ("axes.scatter([], [])",),
        ("axes.text(0.5, 0.5, ' ')",),
        ("axes.plot([1, 2])[0].set_visible(False)",),
        ("axes.plot([1, 2])[0].remove()",),
        ("axes.plot([1, 2]); axes.clear()",),
        ("axes.plot([1, 2]); axes.remove()",),
        ("axes.plot([1, 2]); axes.set_visible(False)",),
        ("axes.inset_axes([0, 0, 1, 1])",),
        ("axes.figure.clear(); axes.plot([1, 2])",),
        ("edition['personnel.iraq']",),
        ("axes.figure.subplots(2)",),
        ("steps(axes, edition['personnel.iraq'])", "axes.figure.clear()"),
        ("steps(axes, edition['personnel.iraq'])", "axes.remove()"),
        ("axes.remove()", "steps(axes, edition['personnel.iraq'])"),
    ],
)
def test_a_chart_in_which_nothing_is_seen_is_an_error(root: Path, body: tuple[str, ...]) -> None:
    assert told(root, *body) == ["charts/members.py:4: error: this chart draws nothing on 'axes'"]


@pytest.mark.parametrize(
    "line",
    [
        "steps(axes, edition['personnel.iraq'])",
        "axes.plot([o.value.nominal for o in edition['personnel.iraq'].history])",
        "[axes.plot([o.value.nominal]) for o in edition['personnel.iraq'].history]",
    ],
)
def test_a_chart_of_what_is_not_known_yet_is_left_out_with_a_note(root: Path, line: str) -> None:
    figure = draw(root, line, day=date(2020, 1, 1))
    note = "nothing of what this chart shows is known yet: it is left out"
    assert figure.empty
    assert [str(each) for each in figure.findings] == [f"charts/members.py:4: note: {note}"]


def test_a_note_stops_no_strict_build(root: Path) -> None:
    write(root, "steps(axes, edition['personnel.iraq'])")
    early = ["--workspace", str(root), "build", "note", "--as-of", "2020-01-01", "--jobs", "1"]
    made = CliRunner().invoke(main, [*early, "--strict"])
    assert (made.exit_code, made.stderr.splitlines()[0]) == (
        0,
        "charts/members.py:4: note: nothing of what this chart shows is known yet: it is left out",
    )


def test_check_tells_what_a_build_tells_of_a_chart(root: Path) -> None:
    write(root, "print('debug')", LINE)
    (root / "charts/early.py").write_text(
        "from asof.charts import chart, steps\n\n@chart(caption='Early')\n"
        "def early(axes, edition):\n    steps(axes, edition['personnel.later'])\n"
    )
    facts = root / "data/facts/personnel.yaml"
    facts.write_text(
        facts.read_text() + "later:\n  label: staff\n  observations:\n"
        "    - {value: 5, on: 2021-02-01, reported: 2021-02-01, source: note}\n"
    )
    (root / "data/briefings/note.yaml").write_text(NOTE + "  - chart: early\n")
    made = CliRunner().invoke(main, ["--workspace", str(root), "check", "note"])
    assert "charts/members.py:6: warning: this chart prints 'debug'" in made.output
    assert "charts/early.py:3: note: nothing of what this chart shows is known yet" in made.output


# Fonts


@pytest.mark.parametrize(
    "line",
    [
        "axes.set_title('x', fontfamily='Arial')",
        "axes.set_xlabel('x', fontname='Arial')",
        "axes.tick_params(labelfontfamily='Arial')",
        "axes.plot([1], label='x'); axes.legend(prop={'family': 'Arial'})",
        "axes.text(0, 0, 'x', font='Arial')",
        "axes.figure.suptitle('x', family=['Arial', 'Helvetica'])",
        "axes.annotate('x', (0, 1), fontproperties={'family': 'Arial'})",
    ],
)
def test_a_font_that_the_page_has_not_is_told_where_it_is_named(
    root: Path, line: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert told(root, line, LINE) == ["charts/members.py:6: error: no font 'Arial'"]
    assert capfd.readouterr() == ("", "")


def test_words_stay_words_whatever_it_sets(root: Path) -> None:
    code = "matplotlib.rcParams.update({'svg.fonttype': 'path', 'text.parse_math': True})"
    body = (code, "axes.set_title('Words')", LINE)
    assert "Words" in words(draw(root, *body, head="import matplotlib"))


@pytest.mark.parametrize("family", ["serif", "sans-serif", "monospace", "Asof Sans"])
def test_the_fonts_of_every_page_are_the_pages_own(root: Path, family: str) -> None:
    assert told(root, f"axes.set_title('x', family='{family}')", LINE) == []


@pytest.mark.parametrize(
    "line",
    [
        r"axes.set_title(r'$\mu$ of all')",
        r"axes.set_ylabel(r'$10^{5}$')",
        r"axes.set_title(r'$\alpha$', parse_math=True)",
        r"axes.plot([1], label=r'$x_{1}$'); axes.legend()",
    ],
)
def test_tex_is_refused_where_it_is_written(root: Path, line: str) -> None:
    found = told(root, line, LINE)
    assert len(found) == 1
    assert re.fullmatch(
        r"charts/members.py:6: error: '\$.+\$' is TeX, which no page sets", found[0]
    )


def test_a_dollar_is_a_dollar(root: Path) -> None:
    assert told(root, "axes.set_title('$5 and $6_000 of a_b, 10^3')", LINE) == []


# Words of axes


@pytest.mark.parametrize(
    ("tag", "line", "ticks"),
    [
        ("en", "axes.set_yscale('log'); axes.plot([1, 9, 99999])", ["10", "1,000", "100,000"]),
        ("fr", "axes.set_yscale('log'); axes.plot([1, 9, 99999])", ["10", "1 000", "100 000"]),
        ("en", "axes.semilogx([1e6, 1e9], [1, 2])", ["1 million", "1 billion"]),
        ("en", "axes.set_yscale('symlog'); axes.plot([-100, 100])", ["−100", "0", "100"]),
        ("en", "axes.plot([0, 4e6])", ["0", "2 million", "4 million"]),
        ("en", "axes.plot([100000.1, 100000.4])", ["100,000.2", "100,000.4"]),
        ("fr", "axes.plot([0, 0.5])", ["0,2", "0,4"]),
        (
            "fr",
            (
                "import matplotlib.ticker as t; axes.plot([0, 0.5]);"
                "axes.yaxis.set_major_formatter(t.PercentFormatter(1))"
            ),
            ["0 %", "20 %"],
        ),
        (
            "en",
            (
                "import matplotlib.ticker as t; axes.plot([0, 4000]);"
                "axes.yaxis.set_major_formatter(t.EngFormatter('t'))"
            ),
            ["2,000 t", "4,000 t"],
        ),
        ("en", "axes.inset_axes([0, 0, 1, 1]).plot([0, 4e6])", ["2 million", "4 million"]),
        (
            "en",
            "axes.figure.add_subplot(projection='3d').plot([0, 1], [0, 1], [0, 4e6])",
            ["2 million", "4 million"],
        ),
        ("en", "axes.figure.subplots(2)[1].plot([0, 4e6])", ["2 million", "4 million"]),
        ("en", "axes.bar(['north', 'south'], [1, 2])", ["north", "south"]),
        ("en", "axes.plot([1, 2]); axes.set_yticks([1, 2], ['low', 'high'])", ["low", "high"]),
        ("fr", "axes.plot([d(2021, 1, 1), d(2024, 1, 1)], [1, 2])", ["2021", "2023"]),
        ("fr", "axes.plot([d(2021, 1, 1), d(2021, 6, 1)], [1, 2])", ["janv. 2021", "mars 2021"]),
        ("en", "axes.plot([d(2021, 3, 1), d(2021, 3, 5)], [1, 2])", ["Mar 1, 2021"]),
        (
            "fr",
            (
                "import matplotlib.dates as m; axes.plot([d(2021, 1, 1), d(2021, 6, 1)], [1, 2]);"
                "axes.xaxis.set_major_formatter(m.DateFormatter('%b %Y'))"
            ),
            ["janv. 2021", "mars 2021"],
        ),
        (
            "fr",
            (
                "import matplotlib.dates as m; axes.plot([d(2021, 1, 1), d(2021, 6, 1)], [1, 2]);"
                "axes.xaxis.set_major_formatter(m.DateFormatter('semaine %W'))"
            ),
            ["semaine 09"],
        ),
    ],
)
def test_axes_speak_the_language_of_the_page(
    root: Path, tag: str, line: str, ticks: list[str]
) -> None:
    found = words(draw(root, line, head="from datetime import date as d", tag=tag))
    assert set(ticks) <= {re.sub(r"\s", " ", each) for each in found}
    assert not any("$" in each for each in found)
    assert not any(re.search(r"1e\d", each) for each in found)


# The same


def test_a_chart_is_the_same_whatever_was_drawn_before(root: Path) -> None:
    body = (
        "axes.hist([random.random() for n in range(40)], hatch='//', label='all')",
        "axes.scatter([1, 2], [3, 4]); axes.imshow([[1, 2]]); axes.legend()",
        "axes.inset_axes([0.5, 0.5, 0.4, 0.4]).fill_between([1, 2], [2, 3])",
        "axes.plot(numpy.random.rand(9), marker='D')",
    )
    first = draw(root, *body, head="import random, numpy")
    for line in ("axes.plot([1, 2], marker='o')", "axes.bar([1], [2], hatch='xx')"):
        draw(root, line)
    assert draw(root, *body, head="import random, numpy").svg == first.svg


# What it reads


def drawn_again(root: Path, name: str, old: str, new: str, *body: str, head: str = "") -> bool:
    """Whether a kept chart is drawn again once a file has changed."""
    write(root, *body, head=head)
    store = Store(root.parent / "kept")

    def drawn() -> DrawnChart:
        place = workspace.read_workspace(root)
        edition = as_of(data.read(place)[0], DAY, DAY, language("en"))
        return charts.draw(place, "members", RecordingEdition(edition), store)

    drawn()
    assert drawn().reused
    path = root / name
    path.write_text(path.read_text().replace(old, new) if path.exists() else new)
    return not drawn().reused


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("n = int(open('data/n.txt').read())", ""),
        (
            "n = int(pathlib.Path(__file__).parents[1].joinpath('data/n.txt').read_text())",
            "pathlib",
        ),
        ("n = float(numpy.loadtxt('data/n.txt'))", "numpy"),
        ("n = json.load(open('data/n.txt'))", "json"),
        ("n = int(io.open(os.open('data/n.txt', os.O_RDONLY)).read())", "io, os"),
        ("n = int(open(b'data/../data/n.txt', 'rb').read())", ""),
    ],
)
def test_a_file_that_it_opens_is_a_read(root: Path, line: str, head: str) -> None:
    (root / "data/n.txt").write_text("5")
    body = (line, "axes.bar([1], [n])")
    brought = f"import {head}" if head else ""
    assert drawn_again(root, "data/n.txt", "5", "6", *body, head=brought)
    figure = draw(root, *body, head=brought)
    assert ("resource", "data/n.txt") in {(read.kind, read.name) for read in figure.reads}


def test_a_file_that_is_not_there_yet_is_a_read(root: Path) -> None:
    body = (
        "try: n = int(open('data/n.txt').read())",
        "except OSError: n = 1",
        "axes.bar([1], [n])",
    )
    assert drawn_again(root, "data/n.txt", "", "6", *body)


def test_a_module_beside_it_is_a_read_for_each_chart(root: Path) -> None:
    (root / "charts/_shared.py").write_text("N = 5\n")
    head = "import sys; sys.path.insert(0, 'charts'); from _shared import N"
    for _ in range(2):
        reads = {
            (read.kind, read.name) for read in draw(root, "axes.bar([1], [N])", head=head).reads
        }
        assert ("resource", "charts/_shared.py") in reads
    assert drawn_again(root, "charts/_shared.py", "5", "6", "axes.bar([1], [N])", head=head)


def test_an_edition_is_printed_anew_when_such_a_file_has_changed(root: Path) -> None:
    (root / "data/n.txt").write_text("5")
    write(root, "axes.bar([1], [int(open('data/n.txt').read())])")
    words = ["--workspace", str(root), "build", "note", "--jobs", "1"]
    told_ = [CliRunner().invoke(main, words).stderr for _ in range(2)]
    (root / "data/n.txt").write_text("6")
    told_.append(CliRunner().invoke(main, [*words, "--explain"]).stderr)
    assert ["1 printed" in each for each in told_] == [True, False, True]
    assert "data/n.txt" in told_[2]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("open('/etc/hostname')", "opens '/etc/hostname', which is not in the workspace"),
        ("import os; open(os.path.join('..', 'x.csv'))", "opens '"),
        ("open('out.txt', 'w')", "writes 'out.txt'"),
        ("import pathlib; pathlib.Path('data/sources.yaml').unlink()", "writes 'sources.yaml'"),
        ("axes.figure.savefig('chart.png')", "writes 'chart.png'"),
        ("import os; os.mkdir('new')", "writes 'new'"),
        ("import os; os.listdir('data')", "lists the folder 'data'"),
        ("import glob; glob.glob('data/*.yaml')", "lists the folder 'data'"),
        ("import subprocess; subprocess.run(['true'])", "starts another program"),
        ("import os; os.system('true')", "starts another program"),
        ("import urllib.request as u; u.urlopen('http://localhost:9')", "asks the network"),
        ("import socket; socket.create_connection(('localhost', 9))", "asks the network"),
    ],
)
def test_what_else_it_does_outside_is_refused(root: Path, line: str, words: str) -> None:
    found = told(root, line, LINE)
    assert found[0].startswith(f"charts/members.py:6: error: this chart {words}")
    assert (root / "data/sources.yaml").exists()


def test_a_hidden_file_is_refused_as_everywhere(root: Path) -> None:
    (root / ".key").write_text("5")
    assert told(root, "open('.key')") == [
        "charts/members.py:6: error: '.key' is hidden, and hidden files are not read"
    ]


@pytest.mark.parametrize(
    "clock",
    ["date.today()", "datetime.now()", "time.time()", "datetime.utcnow()", "time.localtime()"],
)
def test_a_clock_is_refused(root: Path, clock: str) -> None:
    found = told(root, f"axes.set_title(str({clock}))", LINE, head="import time")
    assert found == [
        f"charts/members.py:6:24: error: '{clock}' is the machine's clock, which no chart goes by"
    ]


def test_the_environment_tells_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIPS", "5")
    assert told(root, "import os; axes.bar([1], [int(os.environ['SHIPS'])])") == [
        "charts/members.py:6: error: this chart raised KeyError: 'SHIPS'"
    ]


def test_the_keys_of_an_edition_are_reads(root: Path) -> None:
    more = "later: {label: staff, observations: [{value: 5, on: 2021-01-01, source: note}]}\n"
    body = ("axes.bar(range(len(edition.keys)), 1)",)
    (root / "data/facts/more.yaml").write_text(more)
    assert drawn_again(root, "data/facts/more.yaml", "later:", "sooner:", *body)


def test_charts_of_two_rows_are_two(root: Path) -> None:
    (root / "data/tables").mkdir()
    (root / "data/tables/ports.csv").write_text("row\nnorth\nsouth\n")
    (root / "data/briefings/note.yaml").write_text(NOTE + "for_each: tables/ports.csv\n")
    write(root, "axes.bar([edition.row], [1])")
    out = root.parent / "out"
    words = ["--workspace", str(root), "build", "note", "--html", "--out", str(out), "--jobs", "1"]
    assert CliRunner().invoke(main, words).exit_code == 0
    drawings = {path.parts[-3]: path.read_text() for path in out.rglob("members.svg")}
    assert [row in drawings[name] for name in sorted(drawings) for row in ("north", "south")] == [
        True, False, False, True,
    ]  # fmt: skip
