"""Why a fact reads as it does on a day: the rule that decided each line of the ledger, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from asof.language import Language
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
    """The sentences about one fact in one edition."""

    view: View
    edition: Edition

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
        return f"{said}; {self._old()}" if aged else said

    # ---- one line

    def _current(self, o: Observation) -> str:
        if self.view.fact.derived:
            return f"the value: computed as {self.view.fact.derived.text}"
        if o not in self.view.chosen:
            return self._agrees(o)
        if o.prefer:
            return f"the value: preferred, because {self._said(o.prefer)}"
        if any(other.true.begins == o.true.begins for other in self._agreeing(o)):
            return "the value: the most exact of those that agree"
        alone = len([x for x in self._counting() if not x.claim]) == 1
        return "the value: the only one known" if alone else "the value: began last of those known"

    def _agrees(self, o: Observation) -> str:
        """A line that stands beside the value: it says the same, less, or nothing."""
        value = self._quoted(self.view.chosen[0])
        if o.value is Special.WITHHELD:
            return f"says nothing against {value}"
        same = sharpness(o)[:2] == sharpness(self.view.chosen[0])[:2]
        return f"agrees with {value}" if same else f"less exact than {value}, which it agrees with"

    def _disputed(self, o: Observation) -> str:
        others = [x for x in self.view.chosen if not agreeing([x, o])]
        if not others:
            return "stands beside a dispute that it does not settle"
        told = " and ".join(f"{self._quoted(x)} ({x.citations[0]})" for x in others)
        return f"disputed: no one value satisfies it and {told}"

    def _superseded(self, o: Observation) -> str:
        """What came after it: a later word of its own voice, a preferred line, a later start."""
        later = [x for x in self._same_voice(o) if x.reported > o.reported]
        if later:
            how = "revised by" if later[-1].value != o.value else "repeated by"
            return f"superseded: {how} {self._quoted(later[-1])}, reported {later[-1].reported}"
        now = self.view.chosen[0] if self.view.chosen else None
        if now is None:
            return "superseded"
        if now.true.stated and not o.true.stated and o.true.begins >= now.true.begins:
            how = "assumed" if o.true.assumed else "inferred"
            return f"superseded: its date is {how}, that of {self._quoted(now)} is stated"
        if o.true.begins == now.true.begins:
            return f"set aside: {self._quoted(now)} is preferred"
        began = f"{o.true.start.text}, before {self._quoted(now)} ({now.true.start.text})"
        return f"superseded: began earlier, {began}"

    def _corrected(self, o: Observation) -> str:
        by = next(x for x in self._same_voice(o) if corrects(x, o))
        return f"corrected by {self._quoted(by)}, reported {by.reported}"

    def _retracted(self, o: Observation) -> str:
        if o.value is None:
            return f"takes back what {self._said(o.publisher)} said: {self._said(o.retracts)}"
        taker = next(t for t in self._counting() if takes_back(t, o))
        return f"taken back: {self._said(taker.retracts)}, reported {taker.reported}"

    def _claim(self, o: Observation) -> str:
        by = f" of {self._said(o.by)}" if o.by else ""
        return f"claim{by}: never the value"

    def _possible(self, o: Observation) -> str:
        return f"possible: begins between {o.true.first} and {o.true.start.last}"

    def _unknown(self, o: Observation) -> str:
        if o.reported > self.edition.known:
            return f"not known yet: reported {o.reported}"
        return f"not begun yet: begins {o.true.start.text}"

    # ---- the whole

    def _nothing(self) -> str:
        parts = self.edition.parts(self.view.fact)
        missing = [key for key, part in parts.items() if part.standing is Standing.UNKNOWN]
        if missing:
            return f"unknown: so is {', '.join(missing)}"
        return f"unknown: nothing known by {self.edition.known} had begun by {self.edition.day}"

    def _several(self) -> str:
        return f"disputed: {len(self.view.chosen)} values that no one value satisfies"

    def _withheld(self) -> str:
        o = self.view.chosen[0]
        reason = f": {self._said(o.reason)}" if o.reason else ""
        return f"withheld by {self._said(o.by or o.publisher)}{reason}"

    def _ended(self) -> str:
        return f"lapsed: ended {self.view.chosen[0].true.last}, and nothing later is known"

    def _old(self) -> str:
        if self.view.missing:
            return f"stale: {missing_said(self.view)}"
        review = self.view.fact.review_in.text
        return f"stale: last reported {self.view.supported}, to be confirmed every {review}"

    def _fresh(self) -> str:
        if not self.view.fact.ages:
            return "current: it does not age"
        review = self.view.fact.review_in.text
        return f"current: last reported {self.view.supported}, to be confirmed every {review}"

    # ---- help

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
        """A value as its file has it, or as it prints; words are cut."""
        words = o.written or self._printed(o)
        return f"'{words}'" if len(words) < 60 else f"'{words[:56].rstrip()} …'"

    def _printed(self, o: Observation) -> str:
        return printed(o.value, self.view.fact, self.language) if o.value is not None else ""

    def _said(self, text: Text | None) -> str:
        return text_in(text, self.language)

    @property
    def language(self) -> Language:
        """The language that values and reasons are quoted in."""
        return self.edition.language
