"""How English says it, in Canada and the United States, and where the day stands first.

After The Canadian Style (Translation Bureau), the style guide of GOV.UK (« 5:30pm », autumn), the
Australian Government Style Manual (« 5:30 pm »), and CLDR for what stands in a number: in India its
lakhs and crores, 12,34,567.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from asof.language.grammar import (
    CLOSE,
    DASH,
    MINUS,
    NBSP,
    OPEN,
    SPACE,
    Counting,
    Currency,
    Dating,
    Grammar,
    PlaceWords,
    Rules,
    TypedWords,
    every_three,
    priced,
)
from asof.quantity import HEDGE_WORDS, Hedge

WORDS: Mapping[str, str] = {
    "as_of": "Information current as of",
    "situation": "Situation on {day}, as known on {known}",
    "figures_dated": "Figures dated {span}",
    "numbered": "No.\u00a0{number}",
    "numbered_in": "{series} no.\u00a0{number}",
    "edition_number": "no.\u00a0{number}",
    "period_covered": "Period covered",
    "supersedes": "Supersedes no.\u00a0{number}",
    "text_of": "Text of {day}",
    "question": "Question",
    "pressed": "If pressed {on}",
    "key_findings": "Key findings",
    "tone_note": "Note",
    "tone_important": "Important",
    "tone_warning": "Warning",
    "annex": "Annex {letter}. {title}",
    "continued": "(continued)",
    "sources": "Sources",
    "sources_and_notes": "Sources and notes",
    "notes": "Notes",
    "principals": "Responsible principals",
    "contact": "Contact",
    "next_update": "Next update",
    "allowed": "Please note",
    "reference": "Reference",
    "also": "Also in English",
    "page": "{page} of {pages}",
    "not_public": "not public",
    "none": "none",
    "unknown": "not known",
    "ended": "ended {day}; no renewal on file",
    "ended_perhaps": "ended {day}; what came next began {time}",
    "lapsed": "lapsed",
    "stale": "stale",
    "stale_in_public": "last figure reported",
    "stale_since": "not confirmed since {day}",
    "have_reported": "{reported} of {expected} have reported",
    "rest_reported": "last figures for the rest",
    "total": "total",
    "disputed": "disputed",
    "withheld": "withheld",
    "current": "current",
    "or": "or",
    "label": "Item",
    "labelled": "{label}: {value}",
    "value": "Value",
    "target": "target {value}",
    "in_unit": "{head} ({unit})",
    "on": "As of",
    "until": "Until",
    "reported": "Reported",
    "by": "Who says so",
    "source": "Source",
    "source_named": "Source: {names}.",
    "sources_named": "Sources: {names}.",
    "as_of_day": "As\u00a0of\u00a0{day}",
    "figure": "Figure {number}.",
    "contents": "Contents",
    "figures": "List of figures",
    "standing": "Standing",
    "counts": "What is counted",
    "reason": "Reason",
    "date": "Date",
    "change": "Change",
    "before": "Before",
    "after": "After",
    "claim": "{by}, not confirmed",
    "hedged": "not exact",
    "no_figure": "no figure",
    "areas_without": "No figure: {names}",
    "class_range": "{low} to under {high}",
    "map_credit": "Map: {credit}",
    "scale_of_middle": "{length} in the middle of the map",
    "quoted": "“{words}”",
    "reported_speech": "In our words, not theirs",
    "partly_reported_speech": "In our words, not theirs, where no quotation marks stand",
    "not_reported": "not reported",
    "not_collected": "not collected",
    "our_calculation": "our calculation",
    "quarter_lowest": "lowest quarter of the rows",
    "quarter_second": "second quarter",
    "quarter_third": "third quarter",
    "quarter_highest": "highest quarter",
    "inferred": "date inferred",
    "date_assumed": "date assumed",
    "remarked": "{words} ({remark})",
    "source_number": "source {number}",
    "source_label": "Source {number}",
    "back": "back to the text",
    "undated": "undated, {day}",
    "accessed": "accessed {day}",
    "flag_provisional": "p",
    "flag_revised": "r",
    "flag_estimate": "e",
    "status_provisional": "provisional",
    "status_revised": "revised",
    "status_estimate": "estimate",
    "progress_not_started": "not started",
    "progress_on_track": "on track",
    "progress_at_risk": "at risk",
    "progress_late": "late",
    "progress_paused": "paused",
    "progress_done": "done",
    "progress_cancelled": "cancelled",
    "estimate_by": "by {by}, an estimate",
    "added": "added",
    "updated": "updated",
    "corrected": "corrected",
    "revised": "revised",
    "withdrawn": "withdrawn",
    "removed": "removed",
    "gone_stale": "no longer confirmed",
    "now_disputed": "now disputed",
    "no_changes": "No changes since {day}.",
    "changes_since": "Changes since {day}",
    "change_head": "Change {days}",
    "change_of_value": "Change",
    "change_unchanged": "no change",
    "change_restated": "no change reported",
    "up_by": "up {value}",
    "down_by": "down {value}",
    "change_first_reported": "first reported",
    "change_not_reported": "not reported on {day}",
    "change_not_all_reported": "not all reported on {day}",
    "change_not_reported_between": "not reported {days}",
    "change_not_all_reported_between": "not all reported {days}",
    "change_nothing_later": "no figure {since}",
    "change_not_public": "not public ({day})",
    "change_disputed": "disputed ({day})",
    "change_ended": "ended",
    "change_series_break": "break in the series",
    "change_too_inexact": "not exact enough to compare",
    "series_break_told": "break in the series on {day}: {reason}",
    "base_corrected": "earlier figure corrected on {reported}",
    "base_revised": "earlier figure revised on {reported}",
    "bars": "Bars mark changes since {day}",
    "errata": "Errata: {title}",
    "what_changed": "What has changed: {title}",
    "errata_for": "For holders of the copy current as of {day}: what reads otherwise on {now}.",
    "errata_new": "New since then",
    "facts_changed": "facts changed from {was} to {now}: {count}",
    "clocks": "{day}, known {known}",
    "diff_corrected": "corrected: it was wrong",
    "diff_withdrawn": "withdrawn: taken back by its source",
    "diff_removed": "removed: no longer in the ledger, its source has not taken it back",
    "diff_revised": "revised, as planned",
    "diff_now_disputed": "disputed: sources contradict one another",
    "diff_updated": "updated: the world changed, or more is known of it",
    "diff_lapsed": "lapsed: it ended, and nothing later is known",
    "diff_gone_stale": "gone stale: no longer confirmed",
    "diff_added": "added: not known before",
    "was": "Was",
    "is_now": "Is now",
    "why": "Why",
    "why_added": "reported {reported}",
    "why_updated": "dated {on}; reported {reported}",
    "why_corrected": "the earlier value was wrong; reported {reported}",
    "why_revised": "as planned; reported {reported}",
    "why_removed": "no longer on file; its source has not taken it back",
    "why_withdrawn": "taken back by its source: {reason}",
    "why_gone_stale": "last reported {reported}",
    "why_now_disputed": "sources contradict one another; last reported {reported}",
    "page_of": "page {page} of {pages}",
    "draft": "Draft",
    "embargo": "Embargoed {until}",
    "span_reported": "as far as reported",
    "span_announced": "announced",
    "span_doubt": "beginning uncertain",
    "span_onward": "no end announced",
    "span_presumed": "not confirmed",
    "span_past": "past",
    "span_day": "day of this edition",
    "nothing_stated": "nothing stated",
    "trend_rising": "rising: first {first}, last {last}",
    "trend_falling": "falling: first {first}, last {last}",
    "trend_level": "unchanged: first {first}, last {last}",
    "trend_varying": "rising and falling: first {first}, last {last}",
    "trend_between": "in between {values}",
    "trend_extremes": "highest {highest}, lowest {lowest}",
    "trend_count": "{number} values in all",
    "time_of_value": "situation: {time}",
    "not_exact": "not exact",
    "part_missing": "a part is missing, disputed or not public",
    "own_scales": "each panel has a scale of its own",
    "log_scale": "logarithmic scale",
    "not_received": "dotted: not received",
    "least_to_most": "from the least to the most",
    "release": "Release {number}",
    "holds": "Does this page still hold? Its publisher can tell by this code.",
    "holds_at": "Does this page still hold? Scan the picture, or see {url}",
    "qr": "QR code that leads to {url}",
    "record": "The facts of this edition, their sources and what made it",
}
HANDOUTS: Mapping[str, str] = {
    "copy_of": "Copy {number} of {total}",
    "pre_release": "Pre-release copy",
    "copies_of": "Copies handed out: {title}",
    "pre_release_access": "Pre-release access: {title}",
    "copies_count": "Number of copies",
    "copy": "Copy",
    "name": "Name",
    "organisation": "Organisation",
    "received": "Received",
    "effective_pages": "List of effective pages",
    "effective_told": (
        "A page that this list does not name, or names in another edition, is not in force."
    ),
    "tab": "Tab {number}",
    "pages": "Pages",
    "edition": "Edition",
    "code": "Code",
    "not_issued": "not issued",
    "front_pages": "Cover, contents and this list",
    "divider": "Divider",
    "blank_page": "This page is intentionally blank",
    "exchange": "Exchange of pages: {title}",
    "exchange_how": (
        "From top to bottom: take out the pages on the left, put in those on the right."
    ),
    "remove": "Remove",
    "insert": "Insert",
    "pages_to": "{first} to {last}",
    "errata_attached": "The errata sheet is attached.",
}

SITE: Mapping[str, str] = {
    "skip": "Skip to the content",
    "navigation": "Pages of this site",
    "briefings": "Briefings",
    "figures": "Figures",
    "releases": "Release calendar",
    "policy": "Corrections and revisions",
    "accessibility": "Accessibility",
    "feed": "News feed (Atom)",
    "policy_default": "Every figure that was wrong is corrected as soon as that is known. A new "
    "edition takes the place of the one that had it; the earlier one stays at its address, says "
    "so at its head, and the list of editions tells what was corrected, on which day and at "
    "which minute.\n\nA figure that was right and is now another is an update. A figure that its "
    "source states anew as planned, such as a provisional one, is a revision. Both are told "
    "apart from corrections wherever changes are listed.\n\nAn edition is withdrawn where it "
    "should not be relied upon at all. Its address then tells when and why, and its text and "
    "figures are no longer published.",
    "access_pages": "The pages of this site are plain HTML. They work without JavaScript but for "
    "the search and the look-up of a code, by keyboard and with a screen reader, on a telephone, "
    "in the dark, enlarged and printed. Pages as the program makes them were tested with "
    "axe-core, in Chromium at widths of 390 and 1280 pixels, light and dark, without a finding; "
    "that finds a part of what can go wrong. They were not tested by people with disabilities.",
    "access_files": "As a rule the PDF files claim PDF/UA-1 (ISO 14289-1), the standard for PDF "
    "files that can be read aloud; each is checked for it before it is written. Each edition can "
    "also be had as a page of this site and as text in Markdown. Each chart has its content in "
    "words.",
    "access_ask": "Another format",
    "access_whom": "Whoever needs an edition in another format, or cannot use a page, can ask "
    "here: {contact}",
    "access_pages_head": "Pages of this site",
    "access_files_head": "Files",
    "home_about": "Each briefing says as of which day it holds, where each figure comes from, "
    "and what has changed since the edition before.",
    "next_edition": "Next edition: {day}",
    "withdrawn_editions": "Withdrawn editions",
    "nothing_published": "Nothing has been published in this language yet.",
    "search": "Search",
    "search_label": "Search briefings and figures",
    "search_script": "The search needs JavaScript. All briefings and figures can be reached from "
    "this page without it.",
    "search_found": "Found: {number}",
    "search_none": "Nothing found.",
    "search_failed": "The search could not be loaded. Try again when you are connected.",
    "edition_update": "An update, with what has become known since.",
    "edition_term": "Edition",
    "published_term": "Published",
    "standing_latest": "This is the latest edition.",
    "standing_superseded": "A later edition has taken the place of this one on {moment}: "
    "{edition}.",
    "standing_withdrawn": "This edition was withdrawn on {moment}: {reason}",
    "tombstone": "Its text, its figures and its files are no longer published.",
    "withdrawn_edition": "Withdrawn: {title}",
    "corrected_because": "Corrected: {reason}",
    "printing_number": "printing {number}",
    "edition_code": "Code of this edition",
    "downloads": "This edition as a file",
    "form_large": "large print",
    "form_clear": "clear print",
    "form_duplex": "two-sided",
    "as_text": "text (Markdown)",
    "as_record": "record (JSON)",
    "earlier_edition": "Earlier edition: {edition}",
    "later_edition": "Later edition: {edition}",
    "all_editions": "All editions",
    "editions_of_year": "Editions of {year}",
    "about_edition": "About this edition",
    "permanent_address": "Permanent address of this edition",
    "latest_address": "Address of the latest edition",
    "changes_to_edition": "What changed since the edition before",
    "no_figure_changed": "No figure that both editions print has changed.",
    "newly_printed": "Printed for the first time",
    "no_longer_printed": "No longer printed",
    "in_words": "The chart in words",
    "table_number": "Table",
    "figures_on_page": "Figures on this page",
    "figures_on_page_about": "Each figure with its source, when it was true, when it was "
    "reported, and all that had been reported of it by {known}.",
    "history": "History: {label}",
    "what_became": "What became of it",
    "computed_by": "Computed: {formula}",
    "parts": "Computed from",
    "back_to_text": "Back to the text",
    "figure_page": "All that is published of this figure",
    "state_current": "current",
    "verdict_title": "Does this page still hold?",
    "verdict_lead": "Each issued page prints a code. Type it here, or scan the picture beside "
    "it with the camera of a phone.",
    "verdict_code": "Code on the page",
    "verdict_ask": "Look it up",
    "verdict_loading": "Looking it up…",
    "verdict_current": "Current",
    "verdict_unsettled": "The last edition",
    "verdict_superseded": "Superseded",
    "verdict_withdrawn": "Withdrawn",
    "verdict_contested": "Contested",
    "verdict_unknown": "Unknown",
    "verdict_mistyped": "Mistyped",
    "verdict_current_why": "It is the last edition that was issued of this document, and no "
    "public edition gives its figures otherwise.",
    "verdict_unsettled_why": "No later edition of this document was issued. Whether its figures "
    "have been corrected since could not be looked up.",
    "verdict_superseded_why": "A later edition was issued: {moment}",
    "verdict_corrected_why": "Figures that it prints have been corrected since, in a public "
    "edition.",
    "verdict_corrections": "Corrected in a later edition: {reason}",
    "verdict_withdrawn_why": "Withdrawn: {day}. Reason: {reason}",
    "verdict_contested_why": "Another page was issued under the same number, with the code "
    "{code}. Only the publisher can say which of them holds.",
    "verdict_unknown_why": "No edition on this site has the code {code}. The page was issued by "
    "somebody else, or it is not public.",
    "verdict_character": "No code has the character {character}.",
    "verdict_length": "A code has {wanted} characters; this one has {number}.",
    "verdict_check": "One character is mistyped, or two have changed places. Compare the code "
    "with the page.",
    "verdict_issued": "Issued: {moment}",
    "verdict_read": "Read this edition",
    "verdict_latest": "Read the latest edition",
    "verdict_changed": "Figures that read otherwise by now",
    "verdict_says": "What the page with this code says",
    "verdict_compare": "Compare it with the page in your hand, the figures first: a forged page "
    "can carry a true code. If yours says anything else, it is not the page that was issued.",
    "verdict_not_compared": "Printed by no later edition, and so not compared: {labels}",
    "verdict_checked": "Answered from the register of this site, read: {moment}",
    "verdict_offline": "You are offline. The register may have changed since it was last read: "
    "{moment}",
    "verdict_last_change": "Last change in it: {moment}",
    "verdict_ready": "Ready to be used offline.",
    "verdict_failed": "The register cannot be reached, and this device keeps none yet. Try "
    "again when you are connected; after that, codes are answered offline too.",
    "verdict_written": "As published: {moment}",
    "verdict_noscript": "Without JavaScript no code can be looked up in this form. Open {url} "
    "with the code behind it instead.",
    "verdict_seal": "The address has a seal behind its #. This page does not check seals: “asof "
    "verify” does, with the publisher’s key.",
    "verdict_no_page": "There is no such page on this site",
    "verdict_home": "Go to the home page",
    "open_data": "Open data",
    "open_data_lead": "Every public figure with its hedge, when it was true, when it was "
    "reported, and the source that says so.",
    "licence": "Licence",
    "cover": "Cover",
    "sheet": "Sheet",
    "holds": "What it holds",
    "observations": "Reported values",
    "unit": "Unit",
    "known": "As known on",
    "key": "Key",
    "lower": "Lower bound",
    "upper": "Upper bound",
    "true_from": "True from",
    "became": "What became of it",
    "list_latest": "latest edition",
    "list_superseded": "superseded on {moment}",
    "list_withdrawn": "withdrawn on {moment}: {reason}",
    "list_changes": "Changed figures",
    "list_about": "Every edition of this briefing, the latest first: when it was published, what "
    "took its place and why.",
    "facts_about": "Every figure of the published briefings, as the last edition that prints it "
    "has it.",
    "fact_as_in": "As {edition} has it",
    "fact_lines": "All that was reported of it",
    "releases_about": "What is due in the next twelve months. A day that was moved stays here, "
    "with the reason and the new day.",
    "releases_none": "No release is scheduled.",
    "releases_file": "The calendar as a file (iCalendar)",
    "releases_moved": "Moved to {day}: {reason}",
    "releases_from": "Moved from {day}: {reason}",
    "status": "Status",
    "place": "Where in it",
    "remark": "Remark",
    "publisher": "Publisher",
    "published": "Published",
    "state_superseded": "followed by a later value",
    "state_corrected": "corrected by a later report",
    "state_disputed": "disputed by another source",
    "state_retracted": "taken back by its source",
    "state_claim": "a claim, not confirmed",
    "state_possible": "possibly true by then",
    "sheet_facts": "What the last public edition says of each figure.",
    "sheet_observations": "Each value that a source reported, earlier ones included.",
    "sheet_all_but_superseded": "All values but those that later "
    "ones have superseded, which are in observations.csv.",
    "sheet_sources": "The documents that the values are from.",
    "sheet_notes": "How to read the tables.",
    "note_clocks": "Each value has two dates: when it was true, and when it was reported. A later "
    "report does not remove an earlier one.",
    "note_hedges": "A value with a hedge, such as “about” or “up to”, is text. The columns beside "
    "it give the least and the most that it can be; where one is empty, nothing bounds it.",
    "note_bounds": "An approximate value is taken to lie within a tenth of the number that is "
    "written.",
    "note_empty": "Where a cell is empty, nothing is stated. Dates are written as year, month, "
    "day.",
}

PREVIEW: Mapping[str, str] = {
    "skip": "Skip to the page",
    "briefing": "Briefing",
    "row": "For",
    "language": "Language",
    "page_form": "Page",
    "screen": "Display",
    "profile": "Print",
    "profile_standard": "Standard",
    "profile_clear": "Clear",
    "profile_large": "Large",
    "paper": "Paper",
    "paper_letter": "Letter",
    "paper_a4": "A4",
    "sides": "Printed on",
    "sides_simplex": "One side",
    "sides_duplex": "Two sides",
    "zoom": "Size",
    "zoom_width": "Fit the width",
    "zoom_page": "Fit the page",
    "zoom_full": "As printed",
    "grey": "In grey, as a copier prints it",
    "facing": "Facing pages",
    "ui": "Language of this interface",
    "theme": "Colours",
    "theme_system": "As the system",
    "theme_light": "Light",
    "theme_dark": "Dark",
    "keys": "Keys",
    "key_search": "ask the page",
    "key_day": "a day, on the time line",
    "key_change": "to the next or previous change",
    "key_ends": "first and last day",
    "key_figures": "from figure to figure",
    "key_zoom": "size of the page",
    "key_close": "close a panel",
    "pages": "Pages",
    "page_of": "Page {page} of {pages}",
    "figures_of": "Figures, {page}",
    "panels": "About this page",
    "close": "Close",
    "ask": "Ask the page",
    "ask_how": "Search the facts, texts and sources of this workspace: a name, a number, a word.",
    "search": "Search",
    "search_none": "Nothing found.",
    "results_one": "{number} result",
    "results_other": "{number} results",
    "texts": "Texts",
    "figures": "Figures",
    "figures_on_page": "Figures on this page",
    "no_figures": "This page prints no figure.",
    "all_figures": "All figures of this page",
    "changes": "Changes",
    "changes_on": "What changed on {day}",
    "changes_between": "From {before} to {after}",
    "changes_here_one": "{number} change on this page",
    "changes_here_other": "{number} changes on this page",
    "changes_elsewhere_one": "{number} elsewhere",
    "changes_elsewhere_other": "{number} elsewhere",
    "changes_unlisted_one": "and {number} more",
    "changes_unlisted_other": "and {number} more",
    "left_out_one": "There are too many facts: {number} was not looked at.",
    "left_out_other": "There are too many facts: {number} were not looked at.",
    "no_change": "Nothing changed.",
    "no_change_here": "No change on this page",
    "of_name": "{name}: {value}",
    "last_change": "Last change: {day}",
    "no_earlier_change": "Nothing changed before.",
    "previous_change": "Previous change",
    "next_change": "Next change",
    "through_changes": "Through the changes",
    "play": "Play the changes",
    "pause": "Pause",
    "time": "Time",
    "information": "Information current as of",
    "days": "Days to show",
    "day": "Day",
    "earlier_day": "Earlier day",
    "known": "As known",
    "known_day": "Known on",
    "clock_linked": "on the same day",
    "clock_today": "now",
    "clock_own": "on another day",
    "compare": "Two days side by side",
    "compared_with": "Beside",
    "earlier": "Before",
    "later": "After",
    "shown": "Page of {day} shown",
    "two_shown": "Pages of {before} and {after} shown",
    "findings": "Findings",
    "error_one": "{number} error",
    "error_other": "{number} errors",
    "warning_one": "{number} warning",
    "warning_other": "{number} warnings",
    "note_one": "{number} note",
    "note_other": "{number} notes",
    "no_findings": "Nothing found: all is in order.",
    "judging": "Looking…",
    "making": "Making the page…",
    "show_on_page": "Show on the page",
    "not_on_page": "not on this page",
    "open_in_editor": "Open in the editor",
    "not_current": "Not current: below is the last page that could be made.",
    "not_printable": "This page cannot be printed as it is.",
    "nothing_shown": "No page can be shown until this is mended.",
    "connection_lost": "The connection is lost. Trying again…",
    "ended": "This preview has ended. Open the address that the new one tells.",
    "history_of": "History: {label}",
    "nothing_known": "nothing known",
    "stale_on": "stale from {day}",
    "bounds": "Between",
    "unit": "Unit",
    "supported": "Last confirmed",
    "review_in": "Holds for",
    "other_sources_one": "{number} other source",
    "other_sources_other": "{number} other sources",
    "computed": "Computed from",
    "observations": "All that was reported",
    "reported_on": "reported {day}",
    "uses": "Where it prints, and what else would change",
    "remarks": "Remarks",
    "prints_where": "Prints in",
    "formulas": "Used by",
    "would_change": "What else would change",
}

EXPLANATIONS: Mapping[str, str] = {
    "value_computed": "the value: computed as {formula}",
    "value_preferred": "the value: preferred, because {reason}",
    "value_most_exact": "the value: the most exact of those that agree",
    "value_only": "the value: the only one known",
    "value_last": "the value: began last of those known",
    "says_nothing_against": "says nothing against '{value}'",
    "agrees": "agrees with '{value}'",
    "less_exact": "less exact than '{value}', which it agrees with",
    "beside_a_dispute": "stands beside a dispute that it does not settle",
    "disputed_by": "disputed: no one value satisfies it and {others}",
    "disputed_other": "'{value}' ({source})",
    "both": "{one} and {other}",
    "superseded": "superseded",
    "revised_by": "superseded: revised by '{value}', reported {reported}",
    "repeated_by": "superseded: repeated by '{value}', reported {reported}",
    "start_assumed": "superseded: its date is assumed, that of '{value}' is stated",
    "start_inferred": "superseded: its date is inferred, that of '{value}' is stated",
    "set_aside": "set aside: '{value}' is preferred",
    "began_earlier": "superseded: began earlier, {start}, before '{value}' ({after})",
    "corrected_by": "corrected by '{value}', reported {reported}",
    "takes_back": "takes back what {publisher} said: {reason}",
    "taken_back": "taken back: {reason}, reported {reported}",
    "claim": "claim: never the value",
    "claim_of": "claim of {by}: never the value",
    "possible": "possible: begins between {first} and {last}",
    "not_known_yet": "not known yet: reported {reported}",
    "not_begun_yet": "not begun yet: begins {start}",
    "unknown_parts": "unknown: so is {parts}",
    "unknown_by": "unknown: nothing known by {known} had begun by {day}",
    "disputed_values": "disputed: {number} values that no one value satisfies",
    "withheld_by": "withheld by {by}",
    "withheld_because": "withheld by {by}: {reason}",
    "lapsed_on": "lapsed: ended {day}, and nothing later is known",
    "stale_lacking": "stale: {lacking}",
    "stale_since": "stale: last reported {reported}, to be confirmed every {review}",
    "current_ageless": "current: it does not age",
    "current_since": "current: last reported {reported}, to be confirmed every {review}",
    "and_ageing": "{standing}; {ageing}",
    "lacks_day": "has no report of {day}: the last is of {last}",
    "lacks_week": "has no report of the week to {day}: the last is of {last}",
    "lacks_month": "has no report of the month to {day}: the last is of {last}",
    "lacks_quarter": "has no report of the quarter to {day}: the last is of {last}",
    "lacks_year": "has no report of the year to {day}: the last is of {last}",
    "lacks_reports": "lacks {number} of {expected} reports: {facts}",
    "lacks_of_fact": "'{key}' (the last is of {last})",
    "lacks_more": "{number} more",
}


def _of(noun: str) -> str:
    """The noun after a noun that counts it: of members."""
    return f"of{NBSP}{noun}"


def _money(numbers: Sequence[str], scale: str, currency: Currency) -> tuple[Sequence[str], str]:
    """Numbers with the currency before them, and their scale: $1.39 billion."""
    return [priced(number, currency.sign) for number in numbers], scale


COUNTING = Counting(
    hedges={
        **{hedge: hedge.value for hedge in Hedge},
        Hedge.RANGE: "",
        Hedge.TENS: "in the",
        Hedge.HUNDREDS: "in the",
        Hedge.THOUSANDS: "in the",
    },
    amount_hedges={Hedge.AS_MANY_AS: "as much as", Hedge.FEWER_THAN: "less than"},
    collectives={
        Hedge.TENS: "tens",
        Hedge.HUNDREDS: "hundreds",
        Hedge.THOUSANDS: "thousands",
    },
    before_collective="",
    range="to",
    scales={
        10**3: {"other": "thousand"},
        10**6: {"other": "million"},
        10**9: {"other": "billion"},
        10**12: {"other": "trillion"},
    },
    scales_are_nouns=False,
    folded={},
    per_cent="%",
    points={"one": "percentage point", "other": "percentage points"},
    thousands=every_three,
    currencies={},
    countryless=lambda name: name.split()[-1],
    of=_of,
    money=_money,
)


def _two_years(first: int) -> str:
    """A year and the next: 2020–21, but 1999–2000."""
    second = first + 1
    return f"{first}–{second % 100:02}" if second % 100 else f"{first}–{second}"


_LINKS = {
    "from": "from {}",
    "to": "to {}",
    "between": "between {}",
    "and": "and {}",
    "since": "since {}",
    "until": "until {}",
    "by": "no later than {}",
    "not before": "no earlier than {}",
    "around": "about {}",
    "as of": "as of {}",
}
_EITHER_ORDER = {
    "week": "week {w} of {y}",
    "month": "{m} {y}",
    "season": "{s} {y}",
    "quarter": "{q} quarter of {y}",
    "short quarter": "Q{n} {y}",
    "year": "{y}",
    "fiscal year": "fiscal year {y}",
    "short fiscal year": "FY {y}",
    "first of months in a year": "{m}",
    "first of weeks in a year": "week {w}",
    "first of seasons in a year": "{s}",
    "first of quarters in a year": "{q}",
    "short first of quarters in a year": "Q{n}",
}
_MONTH_FIRST = {
    **_EITHER_ORDER,
    "day": "{m} {d}, {y}",
    "first of days in a month": "{m} {d}",
    "last of days in a month": "{d}, {y}",
    "first of days in a year": "{m} {d}",
}
_DAY_FIRST = {
    **_EITHER_ORDER,
    "day": "{d} {m} {y}",
    "first of days in a month": "{d}",
    "first of days in a year": "{d} {m}",
}


_QUARTERS = ("first", "second", "third", "fourth")


def _link(role: str, text: str) -> str:
    """A date with the word for its place in the phrase, and the article of a quarter."""
    return _LINKS[role].format(f"the {text}" if text.startswith(_QUARTERS) else text)


def _clock(hour: int, minute: int, am: str = f"{NBSP}a.m.", pm: str = f"{NBSP}p.m.") -> str:
    """An hour of the day: 6:00 a.m."""
    return f"{hour % 12 or 12}:{minute:02}{am if hour < 12 else pm}"


DAY_FIRST = {"GB": "", "IE": "", "NZ": "", "AU": NBSP, "IN": NBSP, "ZA": NBSP}  # 5:30pm, 5:30 pm
DATING = Dating(
    patterns={"": _MONTH_FIRST, **dict.fromkeys(DAY_FIRST, _DAY_FIRST)},
    seasons={3: "spring", 6: "summer", 9: "fall", 12: "winter"},
    day=str,
    two_years=_two_years,
    quarters=_QUARTERS,
    link=_link,
    some_day="a date {}".format,
    loosely="about {}".format,
    uncertain="{} (uncertain)".format,
    clock=_clock,
)

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTHS = "|".join(MONTHS)
_ANY_MONTH = rf"(?:{_MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"

READING = TypedWords(
    cardinals=(
        "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
        " hundreds? thousands? millions? billions? trillions? dozens? half"
    ),
    ordinals=(
        "second thirds? fourth fifths? sixth seventh eighth ninth tenths? eleventh twelfth"
        " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        " thirtieth fortieth fiftieth hundredth thousandth"
    ),
    ones="one|a|an",
    joints="and",
    lists="and|to",
    idioms=r"third[- ]part|third[- ]countr|second to none|second,|second[- ]hand|half[- ]way",
    scales="hundred|thousand|million|billion|trillion|per cent|percent|dozen",
    endings="st|nd|rd|th",
    prefixes="mid|early|late|pre|post|since|circa",
    fiscal="FY",
    parts=(
        "Chapter|Section|Part|Annex|Appendix|Article|Figure|Table|Note|Paragraph|Resolution|Phase"
        "|Step|Volume|Schedule|Rule"
    ),
    dates=(
        (
            rf"{_ANY_MONTH}\.?{SPACE}+{_DAY}(?!\d)(?:{SPACE}?{DASH}{SPACE}?\d{{1,2}}(?!\d))?"
            rf"(?:,?{SPACE}+\d{{4}})?"
        ),
        (
            rf"{_DAY}(?:{SPACE}?{DASH}{SPACE}?\d{{1,2}})?{SPACE}+(?:of{SPACE}+)?{_ANY_MONTH}\b\.?"
            rf"(?:,?{SPACE}+\d{{4}})?"
        ),
        rf"{_ANY_MONTH}\.?,?{SPACE}+\d{{4}}",
    ),
    months=MONTHS,
    seasons=("spring", "summer", "fall|autumn", "winter"),
    hedges={
        **HEDGE_WORDS,
        "circa": Hedge.ABOUT,
        "c.": Hedge.ABOUT,
        "ca.": Hedge.ABOUT,
        "approx.": Hedge.ABOUT,
        "approx": Hedge.ABOUT,
        "close to": Hedge.NEARLY,
        "just under": Hedge.NEARLY,
        "upwards of": Hedge.MORE_THAN,
        "in excess of": Hedge.MORE_THAN,
        "no fewer than": Hedge.AT_LEAST,
        "no less than": Hedge.AT_LEAST,
        "a minimum of": Hedge.AT_LEAST,
        "not more than": Hedge.AT_MOST,
        "under": Hedge.FEWER_THAN,
        "below": Hedge.FEWER_THAN,
    },
    trailing={
        "or more": Hedge.AT_LEAST,
        "at least": Hedge.AT_LEAST,
        "or fewer": Hedge.AT_MOST,
        "or less": Hedge.AT_MOST,
        "at most": Hedge.AT_MOST,
        "or so": Hedge.ABOUT,
        "approximately": Hedge.ABOUT,
    },
    nothing="n/?a|n\\.a\\.|nil|null|nothing|unknown|not known|not available|tb[acd]",
    minus="minus|negative",
    limits=("only",),
    scale_words={
        "thousands": "thousand",
        "millions": "million",
        "mn": "million",
        "mln": "million",
        "billions": "billion",
        "bn": "billion",
        "bln": "billion",
        "trillions": "trillion",
        "tn": "trillion",
    },
    per_cent="per ?cent|pct",
    ranges=("from N to N", "between N and N"),
    notations=(
        (r"(?:about|circa|c\.|around) *D", "{}~"),
        ("since D", "{}/.."),
        ("until D", "../{}"),
        ("(?:from )?D to D", "{}/{}"),
        ("(?:week|wk) ([0-9]{1,2})(?:,| of)? D", "{1}-W{0:0>2}"),
        ("([1-4])(?:st|nd|rd|th) quarter(?: of)? D", "{1}-Q{0}"),
        *((f"{q} quarter(?: of)? D", f"{{}}-Q{n}") for n, q in enumerate(_QUARTERS, 1)),
    ),
    totals="(grand )?totals?|overall|sum",
    remarks="notes?|remarks?|comments?",
)

_OPENS = r"(?:^|(?<=[\s(\[{\u2014\u2013/\u201c\u2018-]))"
_BEFORE_WORD = r"(?=[^\s,.;:!?)\]}\u201d\u2019])"
_DIGIT, _NUMBER = f"(?<=[0-9{CLOSE}])", f"(?=[0-9{OPEN}])"
_UNITS = "km/h|km|cm|mm|m|kg|mg|g|t|mL|L|ha|°C|h|min|s|MW|kW|GW|[ap]\\.m\\."

TYPOGRAPHY: Rules = (
    ("[\u2009\u202f]", NBSP),
    (rf'{_OPENS}"{_BEFORE_WORD}', "“"),
    ('"', "”"),
    (r"'(?=[0-9]{2}s?\b)", "’"),
    (rf"{_OPENS}'{_BEFORE_WORD}", "‘"),
    ("'", "’"),
    (r"(?:^|(?<=[\s(“]))-(?=[0-9])", MINUS),
    (rf"{_DIGIT}[ \u00a0]+%(?!\w)", "%"),
    (rf"{_DIGIT} (?=(?:thousand|million|billion|trillion)\b)", NBSP),
    (rf"{_DIGIT} (?=(?:{_UNITS})(?![\w’]))", NBSP),
    (rf"\b(?P<it>[0-9]{{1,2}}(?:st|nd|rd|th)?) (?=(?:of )?{_ANY_MONTH}(?!\w))", rf"\g<it>{NBSP}"),
    (rf"(?<=[tdh]\u00a0of) (?={_ANY_MONTH}(?!\w))", NBSP),
    (rf"\b(?P<it>{_ANY_MONTH}\.?) (?=(?:[0-9]{{1,2}}|[0-9]{{4}})\b)", rf"\g<it>{NBSP}"),
    (rf"\b(?P<it>{_ANY_MONTH}\.?\u00a0[0-9]{{1,2}},) (?=[0-9]{{4}}\b)", rf"\g<it>{NBSP}"),
    (rf"\b(?P<it>Mr\.|Mrs\.|Ms\.|Dr\.) (?=[A-Z{OPEN}])", rf"\g<it>{NBSP}"),
    (rf"\b(?P<it>Nos?\.|pp?\.|ch\.|vol\.|fig\.) {_NUMBER}", rf"\g<it>{NBSP}"),
)

_BEFORE_AN = (
    r"(?:[$€£]?(?:8|1[18](?![0-9]))|(?!(?i:eu|ewe|one\b|once\b))[AEIOaeio][a-z]"
    r"|[Uu](?:n(?!i)|p|ni[nmd])|[Hh](?:our|onest|onou?r|eir))"
)
_BEFORE_A = (
    r"(?:[$€£]?(?!8|1[18](?![0-9]))[0-9]|(?![AEIOUaeiou]|[Hh](?:our|onest|onou?r|eir))[A-Za-z][a-z]"
    r"|(?i:uni(?![nmd])|us[aeu]|eu[a-z]|one\b|once\b))"
)
_ARTICLE = r"(?P<it>(?<![\w’-])a|(?:^|(?<=[.!?] ))A)"

_A_MONTH = rf"{OPEN}(?:{_MONTHS}){SPACE}[0-9]{{4}}"

# The article goes by the sound of the number or the word after it, where that is certain; what
# happens “on” a day happens “in” a month.
JOINING: Rules = (
    (f"{_ARTICLE}{SPACE}(?={OPEN}{_BEFORE_AN})", r"\g<it>n "),
    (f"{_ARTICLE}n{SPACE}(?={OPEN}{_BEFORE_A})", r"\g<it> "),
    (rf"(?:(?<=\b[Tt]he{SPACE}{OPEN})the|(?<=\b[Aa]{SPACE}{OPEN})a){SPACE}", ""),
    (rf"(?<=\b[Aa]n{SPACE}{OPEN})an{SPACE}", ""),
    (rf"\bon{SPACE}(?={_A_MONTH})", "in "),
    (rf"\bOn{SPACE}(?={_A_MONTH})", "In "),
)

ABBREVIATIONS = (
    "mr mrs ms dr st lt col gen maj capt sgt cpl pte adm cmdr cdr brig hon rev prof sen rep"
    " gov approx ca cf est vs etc inc ltd co corp jr sr al eds"
)

PLACES = {
    "page": PlaceWords(typed="p pp page pages", one="p. {}", several="pp. {}"),
    "paragraph": PlaceWords(
        typed="par para paras paragraph paragraphs", one="para. {}", several="paras. {}"
    ),
    "line": PlaceWords(typed="line lines", one="line {}", several="lines {}"),
    "chapter": PlaceWords(typed="ch chapter chapters", one="chapter {}", several="chapters {}"),
    "section": PlaceWords(
        typed="s ss sec section sections", one="section {}", several="sections {}"
    ),
    "article": PlaceWords(typed="art article articles", one="article {}", several="articles {}"),
    "annex": PlaceWords(
        typed="annex annexes app appendix appendices", one="annex {}", several="annexes {}"
    ),
    "table": PlaceWords(typed="t tab table tables", one="table {}", several="tables {}"),
    "figure": PlaceWords(typed="fig figs figure figures", one="figure {}", several="figures {}"),
    "note": PlaceWords(typed="n note notes fn", one="note {}", several="notes {}"),
    "slide": PlaceWords(typed="slide slides", one="slide {}", several="slides {}"),
    "row": PlaceWords(typed="row rows", one="row {}", several="rows {}"),
}

_CANADA = Grammar(
    tag="en-CA",
    name="English",
    words=WORDS,
    site=SITE,
    handouts=HANDOUTS,
    preview=PREVIEW,
    explanations=EXPLANATIONS,
    counting=COUNTING,
    dating=DATING,
    reading=READING,
    typography={"": TYPOGRAPHY},
    joining=JOINING,
    abbreviations=ABBREVIATIONS,
    places=PLACES,
)
_AUTUMN = replace(DATING, seasons={**DATING.seasons, 9: "autumn"})
LANGUAGE = replace(
    _CANADA,
    regions={
        each: replace(
            _CANADA,
            tag=f"en-{each}",
            dating=replace(_AUTUMN, clock=partial(_clock, am=f"{space}am", pm=f"{space}pm")),
        )
        for each, space in DAY_FIRST.items()
    },
)
