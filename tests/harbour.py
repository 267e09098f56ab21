"""A small workspace in which each sort of change happens between two days."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

FIRST, SECOND = "2024-03-01", "2024-09-01"

FILES = {
    "asof.yaml": """\
        title: Harbour
        languages: [en-CA, fr-CA]
        timezone: UTC
        """,
    "data/sources.yaml": """\
        log: {title: Log, publisher: Harbour, published: 2024-01-02}
        log2: {title: Second log, publisher: Harbour, published: 2024-06-03}
        coast: {title: Chart, publisher: Coast guard, published: 2024-06-10}
        """,
    "data/facts/port.yaml": """\
        ships:
          label: {en: ships in port, fr: navires au port}
          fixed: true
          observations:
            - {value: about 7, on: 2024-01-02, source: log#p1}
            - {value: "9", on: 2024-06-01, source: log2#p1}
        berths:
          label: {en: berths, fr: postes}
          fixed: true
          observations:
            - {value: about 7, on: 2024-01-02, source: log#p2}
            - {value: "9", on: 2024-01-02, source: log2#p2}
        cranes:
          label: {en: cranes, fr: grues}
          fixed: true
          observations:
            - {value: "3", on: 2024-01-02, source: log#p3}
            - {value: "4", on: 2024-01-02, status: revised, source: log2#p3}
        pilots:
          label: {en: pilots, fr: pilotes}
          fixed: true
          observations:
            - {value: "12", on: 2024-01-02, source: log#p4}
            - {on: 2024-01-02, source: log2#p4, retracts: {en: a slip, fr: une faute}}
        permit:
          label: {en: dredging permit, fr: permis de dragage}
          type: date
          fixed: true
          observations:
            - {value: 2024-05-31, from: 2024-01-02, until: 2024-05-31, source: log#p5}
        depth:
          label: {en: depth, fr: profondeur}
          unit: {en: metres, fr: mètres}
          fixed: true
          observations:
            - {value: "11", on: 2024-01-02, source: log#p6}
            - {value: "14", on: 2024-01-02, source: coast#p1}
        tugs:
          label: {en: tugs, fr: remorqueurs}
          review_in: 90 days
          observations:
            - {value: "2", on: 2024-01-02, source: log#p7}
        lights:
          label: {en: lights, fr: feux}
          fixed: true
          observations:
            - {value: "5", on: 2024-06-02, source: log2#p8}
        sheds:
          label: {en: sheds, fr: hangars}
          fixed: true
          observations:
            - {value: "6", on: 2024-01-02, source: log#p9}
            - {value: some 20, on: 2024-01-02, status: claim, by: Gazette, source: log#p10}
            - {value: "8", on: 2024-12-01, source: log2#p9}
        moorings:
          label: {en: moorings, fr: amarrages}
          derived: berths + sheds
        """.replace("berths + sheds", "port.berths + port.sheds"),
    "data/briefings/note.yaml": """\
        title: {en: Harbour note, fr: Note du port}
        body:
          - tiles: [port.ships, port.sheds]
          - points:
              - en: "{{ port.ships }} ships, {{ port.lights }} lights."
                fr: "{{ port.ships }} navires, {{ port.lights }} feux."
                otherwise: {en: "{{ port.ships }} ships.", fr: "{{ port.ships }} navires."}
              - en: "{{ port.berths }} berths."
                fr: "{{ port.berths }} postes."
                points:
                  - {en: "{{ port.sheds }} sheds.", fr: "{{ port.sheds }} hangars."}
                  - {en: "{{ port.cranes }} cranes.", fr: "{{ port.cranes }} grues."}
              - en: "The {{ port.lights.label }} are lit."
                fr: "Les {{ port.lights.label }} sont allumés."
              - en: "{{ port.sheds }} sheds, and the {{ port.berths.label }}."
                fr: "{{ port.sheds }} hangars, et les {{ port.berths.label }}."
          - text: {en: "{{ port.pilots }} pilots.", fr: "{{ port.pilots }} pilotes."}
          - text: {en: "{{ port.sheds }} sheds.", fr: "{{ port.sheds }} hangars."}
          - table: {rows: [port.permit, port.depth, port.sheds, port.moorings]}
          - facts: [port.tugs]
        """,
}


def harbour(root: Path, **layers: str) -> Path:
    """The workspace in a folder; a layer replaces the facts, the sources or the note."""
    names = {
        "facts": "data/facts/port.yaml",
        "sources": "data/sources.yaml",
        "note": "data/briefings/note.yaml",
    }
    for name, text in (FILES | {names[n]: text for n, text in layers.items()}).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return root
