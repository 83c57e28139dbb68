"""The names that a rule of your own may import beside those of `cleantext` itself.

All other modules may change without notice.


- Roles of phrases: `ROLES`, and `propose`, which applies them.
- The place of a line: `in_head`, `in_tail`, `run_above`, `run_below`, `beside`.
- The kind of a line: `is_prose`, `is_short`, `ends_sentence`, `ends_in_full_stop`, `latin_length`.
- The words of a line outside quotations: `spoken`, `unquoted`.
- Patterns: `lazy`, `any_word`, `element_names`.
- The edit that removes a line: `line_edit`.
"""

from cleantext.core.blocks import (
    ROLES,
    beside,
    element_names,
    in_head,
    in_tail,
    line_edit,
    propose,
    run_above,
    run_below,
    spoken,
    unquoted,
)
from cleantext.core.lazy import any_word, lazy
from cleantext.core.prose import ends_in_full_stop, ends_sentence, is_prose, is_short, latin_length

__all__ = [
    "ROLES",
    "any_word",
    "beside",
    "element_names",
    "ends_in_full_stop",
    "ends_sentence",
    "in_head",
    "in_tail",
    "is_prose",
    "is_short",
    "latin_length",
    "lazy",
    "line_edit",
    "propose",
    "run_above",
    "run_below",
    "spoken",
    "unquoted",
]
