"""Why a fact reads as it does on a day: the rule that decided each line of the ledger, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from asof.dates import Duration, When, when_on
from asof.language import OURS, Language
from asof.ledger import Edition, Observation, ObservationState, Special, Standing, View
from asof.ledger.printing import printed, text_in
from asof.ledger.rules_of_time import (
    agreeing,
    corrects,
    sharpness,
    states_a_value,
    takes_back,
    voice,
)
from asof.review.messages import missing_said
from asof.text import Text

NOT_YET = (ObservationState.POSSIBLE, ObservationState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The sentences about one fact in one edition, in the language that is `spoken`.

    What they quote, values and reasons, is in the language of the edition.
    """

    view: View
    edition: Edition
    spoken: Language

    def lines(self) -> list[str]:
        """A sentence for each observation, in the order of the view's states."""
        return [self.line(o, state) for o, state in self.view.states]

    def line(self, o: Observation, state: ObservationState) -> str:
        """What became of one observation, and by which rule."""
        tell = {
            ObservationState.CURRENT: self._current,
            ObservationState.DISPUTED: self._disputed,
            ObservationState.SUPERSEDED: self._superseded,
            ObservationState.CORRECTED: self._corrected,
            ObservationState.RETRACTED: self._retracted,
            ObservationState.CLAIM: self._claim,
            ObservationState.POSSIBLE: self._possible,
            ObservationState.UNKNOWN: self._unknown,
        }
        return tell[state](o)

    def standing(self) -> str:
        """Why the fact stands as it does (rules 5 to 7)."""
        tell = {
            Standing.UNKNOWN: self._nothing,
            Standing.DISPUTED: self._several,
            Standing.WITHHELD: self._withheld,
            Standing.LAPSED: self._ended,
            Standing.STALE: self._old,
            Standing.CURRENT: self._fresh,
        }
        aged = self.view.ageing and self.view.standing is not Standing.STALE
        said = tell[self.view.standing]()
        return self._told("and_ageing", standing=said, ageing=self._old()) if aged else said

    # ---- one line

    def _current(self, o: Observation) -> str:
        if self.view.fact.derived:
            return self._told("value_computed", formula=self.view.fact.derived.text)
        if o not in self.view.chosen:
            return self._agrees(o)
        if o.prefer:
            return self._told("value_preferred", reason=self._worded(o.prefer))
        if any(other.true.begins == o.true.begins for other in self._agreeing(o)):
            return self._told("value_most_exact")
        alone = len([x for x in self._counting() if not x.claim]) == 1
        return self._told("value_only" if alone else "value_last")

    def _agrees(self, o: Observation) -> str:
        """A line that stands beside the value: it says the same, less, or nothing."""
        value = self._quoted(self.view.chosen[0])
        if o.value is Special.WITHHELD:
            return self._told("says_nothing_against", value=value)
        same = sharpness(o)[:2] == sharpness(self.view.chosen[0])[:2]
        return self._told("agrees" if same else "less_exact", value=value)

    def _disputed(self, o: Observation) -> str:
        others = [self._other(x) for x in self.view.chosen if not agreeing([x, o])]
        if not others:
            return self._told("beside_a_dispute")
        told = reduce(lambda one, other: self._told("both", one=one, other=other), others)
        return self._told("disputed_by", others=told)

    def _other(self, o: Observation) -> str:
        return self._told("disputed_other", value=self._quoted(o), source=str(o.citations[0]))

    def _superseded(self, o: Observation) -> str:
        """What came after it: a later word of its own voice, a preferred line, a later start."""
        later = [x for x in self._same_voice(o) if x.reported > o.reported]
        if later:
            changed = later[-1].value != o.value
            return self._told_by("revised_by" if changed else "repeated_by", later[-1])
        now = self.view.chosen[0] if self.view.chosen else None
        if now is None:
            return self._told("superseded")
        value = self._quoted(now)
        if now.true.stated and not o.true.stated and o.true.begins >= now.true.begins:
            return self._told("start_assumed" if o.true.assumed else "start_inferred", value=value)
        if o.true.begins == now.true.begins:
            return self._told("set_aside", value=value)
        return self._told("began_earlier", start=o.true.start, value=value, after=now.true.start)

    def _corrected(self, o: Observation) -> str:
        return self._told_by("corrected_by", next(x for x in self._same_voice(o) if corrects(x, o)))

    def _told_by(self, key: str, later: Observation) -> str:
        """What a later report did to a line."""
        return self._told(key, value=self._quoted(later), reported=when_on(later.reported))

    def _retracted(self, o: Observation) -> str:
        if o.value is None:
            publisher, reason = self._worded(o.publisher), self._worded(o.retracts)
            return self._told("takes_back", publisher=publisher, reason=reason)
        taker = next(t for t in self._counting() if takes_back(t, o))
        reason, reported = self._worded(taker.retracts), when_on(taker.reported)
        return self._told("taken_back", reason=reason, reported=reported)

    def _claim(self, o: Observation) -> str:
        return self._told("claim_of", by=self._worded(o.by)) if o.by else self._told("claim")

    def _possible(self, o: Observation) -> str:
        first, last = when_on(o.true.first), when_on(o.true.start.last)
        return self._told("possible", first=first, last=last)

    def _unknown(self, o: Observation) -> str:
        if o.reported > self.edition.known:
            return self._told("not_known_yet", reported=when_on(o.reported))
        return self._told("not_begun_yet", start=o.true.start)

    # ---- the whole

    def _nothing(self) -> str:
        parts = self.edition.parts(self.view.fact)
        missing = [key for key, part in parts.items() if part.standing is Standing.UNKNOWN]
        if missing:
            return self._told("unknown_parts", parts=", ".join(missing))
        known, day = when_on(self.edition.known), when_on(self.edition.day)
        return self._told("unknown_by", known=known, day=day)

    def _several(self) -> str:
        return self._told("disputed_values", number=str(len(self.view.chosen)))

    def _withheld(self) -> str:
        o = self.view.chosen[0]
        by = self._worded(o.by or o.publisher)
        if not o.reason:
            return self._told("withheld_by", by=by)
        return self._told("withheld_because", by=by, reason=self._worded(o.reason))

    def _ended(self) -> str:
        last = self.view.chosen[0].true.last
        assert last
        return self._told("lapsed_on", day=when_on(last))

    def _old(self) -> str:
        if self.view.missing:
            return self._told("stale_lacking", lacking=missing_said(self.view, self.spoken))
        return self._since("stale_since")

    def _fresh(self) -> str:
        ages = self.view.fact.ages
        return self._since("current_since") if ages else self._told("current_ageless")

    def _since(self, key: str) -> str:
        """That what prints was reported on a day, and how long that holds."""
        supported, review = self.view.supported, self.view.fact.review_in
        assert supported
        return self._told(key, reported=when_on(supported), review=review)

    # ---- help

    def _told(self, key: str, **values: str | When | Duration) -> str:
        return self.spoken.explained(key, **values)

    def _counting(self) -> Iterator[Observation]:
        """The lines that were known and had begun."""
        return (o for o, state in self.view.states if state not in NOT_YET)

    def _agreeing(self, o: Observation) -> list[Observation]:
        """The other lines that stand."""
        return [x for x, s in self.view.states if s is ObservationState.CURRENT and x is not o]

    def _same_voice(self, o: Observation) -> list[Observation]:
        stated = [x for x in self._counting() if states_a_value(x)]
        return [x for x in stated if voice(x) == voice(o)]

    def _quoted(self, o: Observation) -> str:
        """A value as its file has it, or as it prints; words are cut.

        Files write values in the notation of our own language: another quotes them as they print.
        """
        words = (o.written if self.spoken.short == OURS else "") or self._printed(o)
        return words if len(words) < 60 else f"{words[:56].rstrip()} …"

    def _printed(self, o: Observation) -> str:
        return printed(o.value, self.view.fact, self.language) if o.value is not None else ""

    def _worded(self, text: Text | None) -> str:
        return text_in(text, self.language)

    @property
    def language(self) -> Language:
        """The language that values and reasons are quoted in."""
        return self.edition.language
