"""The limits of a run that a clean record misses: too short, too much removed, flagged."""

from collections.abc import Iterator

from cleantext.bulk.options import Options
from cleantext.bulk.record import Outcome
from cleantext.core import condition
from cleantext.core.edits import restore


def shortfall(outcome: Outcome, options: Options) -> str:
    """Return the limits of a run that a clean text misses, in words; "" if it meets all."""
    return "; ".join(_reasons(outcome, options))


def _reasons(outcome: Outcome, options: Options) -> Iterator[str]:
    text = outcome.text or ""
    words = condition.words(text) if options.min_words else 0
    if words < options.min_words:
        yield f"{words:,} word{'' if words == 1 else 's'} left, fewer than {options.min_words:,} (--min-words)"
    if options.max_removed == 1 and not options.drop_flagged:
        return
    source = restore(text, outcome.removals)
    removed = condition.quality(source, text).removed
    if removed > options.max_removed:
        yield f"{removed:.3f} of the text removed, more than {options.max_removed:g} (--max-removed)"
    if options.drop_flagged:
        yield from (f"{name}: {evidence} (--drop-flagged)" for name, evidence in condition.flags(source, text))
