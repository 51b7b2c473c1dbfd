"""What was read of a field so far: its claims, the thread, and whose figures are spoken of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gxreport.claims import quantities as q
from gxreport.claims.ownership import Outlook, Ownership
from gxreport.claims.quantities import Claim, Named, Share
from gxreport.claims.segments import span
from gxreport.claims.thread import LOST, Thread
from gxreport.claims.tokens import Token


class Record:
    """What the paragraphs of one field claim, and what the next words are to be understood by."""

    def __init__(self, outlook: Outlook) -> None:
        self.outlook = outlook
        self.claims: list[Claim] = []
        self.shares: list[Share] = []
        self.thread = Thread()
        self.ownership = Ownership(outlook)
        self.places: Sequence[int] = ()
        self.begun = 0  # how many claims there were before the sentence
        self.mattered = False  # 信息公开 was named in it

    def new_paragraph(self, *, carried: bool, under: int) -> None:
        """Forget what the paragraph before was about. `carried`: this one has words of the form's.

        `under` is the level of a heading about applications that it stands under, 0 if it stands under none.
        """
        matter = under > 0 or self.outlook.field.startswith("reviews")
        self.thread.new_paragraph(carried=carried, matter=matter, under=under)
        self.ownership.new_paragraph()

    @property
    def idle(self) -> bool:
        """Whether nothing is spoken of that a sentence without a noun of its own could be about."""
        thread = self.thread
        return thread.topic in ("", LOST) and not thread.default and not thread.carried

    def skip(self, *, figures: bool) -> None:
        """A sentence that speaks of other things, with `figures` of them or without."""
        self.thread.lose(hard=figures)
        self.thread.new_sentence()
        self.ownership.new_clause()

    def claim(self, words: tuple[Token, ...], count: Token, found: Named) -> None:
        """A number claims the quantities that it was found to be a figure of."""
        assert count.figure is not None
        for quantity in found.quantities:
            claim = Claim(
                self.outlook.field,
                *span(words, self.places),
                quantity,
                count.figure.value,
                count.figure.exact,
                strict=found.strict,
                beside=found.beside,
                stray=quantity.name in q.OF_DISPUTES and not self.thread.matter,
            )
            self.remember(claim, quoted=count.quoted)

    def remember(self, claim: Claim, *, quoted: bool = False) -> None:
        """A claim that was read. Another organ's or year's does not count, nor a number from a table."""
        if not self.ownership.silent and not quoted:
            self.claims.append(claim)
        self.thread.remember(claim)

    def revise(self, revised: Callable[[list[Claim]], list[Claim]]) -> None:
        """Take back what a sentence claimed before it said more."""
        self.claims[self.begun :] = revised(self.claims[self.begun :])
