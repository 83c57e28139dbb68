"""Blocks of the article that extraction dropped: put back, before any rule judges them.

trafilatura sometimes drops subheadings, list items, notes and first paragraphs. On labelled pages, blocks between the
extracted ones, without a class, id or special tag of their own, were nearly all content. Of paragraphs with such names,
1 of 22 was content on news of 2023 to 2026 and 1 of 217 on pages of 2012 (teasers, captions, players), so they stay
out. If no name explains them, `degraded` reports them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleantext.core.blocks import element_names
from cleantext.core.document import SUBHEADINGS
from cleantext.html.block import PARAGRAPH, Block, goes_on, has_two_sentences, is_long_sentence, is_sentence
from cleantext.html.found import Found, is_in, letters, merged, overlaps, shown_blocks
from cleantext.html.outline import PageText, Place
from cleantext.html.positions import Surroundings

if TYPE_CHECKING:
    import regex

# The largest share of a block's text in links, unless it is a sentence.
_LINKED = 0.6
_HARDLY_LINKED = 0.1
_ITEMS = frozenset({"li", "dd", "dt"})
_BLOCKS = frozenset({"p", "div", "body", "section", "article", "main"})
# Labels between paragraphs that share their class with so many others are subheadings ("EDITORIAL IN THE COURIER").
_FEWEST_SUBHEADINGS = 3
_CAPTION = element_names(r"\S*caption\S*")
# The fewest words of a block that returns wherever it stands. The page's extraction with its tables had it, and it
# looks like the paragraphs, or it has no names and stands between them or is a sentence without links: on 19 labelled
# pages 35 such blocks were content, 3 were not.
_FEWEST_OF_TABLES = 25
# The fewest words of a list item among the paragraphs that returns.
_FEWEST_OF_ITEM = 4
# Names of the article's own lists.
_LISTS = element_names("list|lists")
# Names of elements among the paragraphs of an article that are no part of it. Of the paragraphs that stay out, 111 of
# 512 in elements of such names were content on labelled pages, and 72 of 94 in others (on 29 of 1,320 pages).
_ASIDES = element_names(
    r"\S*(?:caption|related|teaser|newsletter|promo|advert|comment|author|byline|recommend|widget|share|social|sidebar"
    r"|popular|modal|overlay|paywall|signup|subscri|banner|video|player|gallery|cookie|consent|login|breadcrumb|pullquote"
    r"|trending|disclaimer|embed)\S*|ads?|nav|footer(?!-notes?(?![^\s_-]))|header|menu|meta|tags?|image|photo|card|form|hidden|links|more|list|box|bio|credit",
)
# Names of boxes: they explain no paragraph of two sentences that stands among the others ("story-sidebar-text").
_BOXES = element_names(r"\S*(?:sidebar|share|social|related|comment)\S*|box|card|list|links|more|header|menu")
# A section of an article may have such a name, too ("related-work"), if it holds paragraphs without links.
_SECTIONS = frozenset({"section", "div"})
_RELATED = element_names(r"related\S*")
_FEWEST_OF_SECTION = 2  # paragraphs
# Notes of the article below its last paragraph, in the element that holds it. Asides and quotations in figures there
# are reported.
_NOTES = element_names("foot-?notes?|footer-notes?|endnotes?")
_ATTACHED = frozenset({"aside", "figure", "blockquote"})
# Lists of questions that unfold: the buttons of a page hide their answers, so extraction leaves out the questions.
_ACCORDIONS = element_names(r"\S*(?:faq|accordion|question)\S*")
_POLLS = element_names(r"\S*(?:poll|quiz|survey|vote|related|comment)\S*")
_QUESTION_MARKS = ("?", "？", "؟")
# How much of the text may be read to find blocks in it, in code points: 10 ms. Each block needs two readings, and at
# least `_FEWEST_SOUGHT` blocks are looked up.
_MOST_READ = 20_000_000
_FEWEST_SOUGHT = 50
# The length, in code points, of the quotation in `degraded` from the first paragraph that stays out.
_QUOTED = 40


class _Gap(NamedTuple):
    """A block that was not extracted, between the first extracted paragraph and the last."""

    block: Block
    is_over: bool  # an extracted block stands somewhere below
    is_above: bool  # the block right below was extracted
    is_between: bool  # the blocks right above and right below were extracted


def with_left_out(found: Sequence[Found], page: PageText, with_tables: str = "") -> tuple[list[Found], str]:
    """Return the extracted lines with the missing blocks of the article between them, each as a line.

    with_tables: the text extracted with layout tables, if they were flattened later.
    The second value is a message for `degraded` about dropped text that may belong to the article; "" if there is none.
    """
    covered = sorted(entry.place for entry in found if entry.place)
    long = [place for place in covered if place.end - place.start >= PARAGRAPH]
    if not long:
        return list(found), ""
    around = Surroundings(page, covered)
    blocks = list(shown_blocks(page))
    first = next((at for at, block in enumerate(blocks) if block.place.end > long[0].start), len(blocks))
    last = next((at for at, block in enumerate(blocks) if block.place.start > long[-1].start), len(blocks))
    gaps = list(_gaps(blocks[first:last], covered))
    repeated = Counter(page.kind(gap.block.element) for gap in gaps if gap.is_between or _may_head(page, around, gap))
    subheadings = {kind for kind, count in repeated.items() if count >= _FEWEST_SUBHEADINGS}
    taken = {gap.block for gap in gaps if _belongs(page, around, gap, subheadings)}
    taken.update(_openings(page, around, blocks[:first], covered))
    taken.update(_last_items(page, around, blocks, last, covered))
    if with_tables:
        between = {gap.block for gap in gaps}
        elsewhere = (block for block in blocks if not overlaps(block.place, covered))
        taken.update(_of_tables(page, around, elsewhere, between, letters(with_tables)))
    below = [block for block in blocks[last:] if not overlaps(block.place, covered)]
    taken.update(_continued(page, around, blocks[last:], covered))
    taken.update(block for block in below if _is_note(page, around, block))
    taken.update(_sections(page, around, below))
    chosen = sorted(taken)
    attached = (block for block in below if _is_attached(page, around, block))
    stays = [block for block in (*(gap.block for gap in gaps), *attached) if block not in taken]
    stays = [block for block in stays if _reads_like_paragraph(page, around, block)]
    text = letters("".join(entry.line for entry in found))
    known = frozenset(letters(entry.line) for entry in found)
    most = max(_FEWEST_SOUGHT, _MOST_READ // (2 * len(text) + 1))
    is_heading = {block for block in chosen if page.tags[block.element] in SUBHEADINGS}
    reasons = (_unsought(len(chosen) - most), _missed([block for block in stays[:most] if not is_in(text, block)]))
    missing = (block for block in chosen[:most] if not is_in(text, block, known if block in is_heading else ()))
    lines = merged(found, list(missing))
    return lines, "; ".join(filter(None, reasons))


def _last_items(
    page: PageText, around: Surroundings, blocks: Sequence[Block], last: int, covered: Sequence[Place]
) -> Iterator[Block]:
    """Yield the items of lists below the last long paragraph, above a short extracted sentence with its markup."""
    long = (block for block in blocks[:last] if len(range(*block.place)) >= PARAGRAPH)
    kinds = {page.kind(block.element) for block in long if overlaps(block.place, covered)}
    items = list[Block]()
    for block in blocks[last:]:
        if not overlaps(block.place, covered):
            is_plain = page.tags[block.element] in _ITEMS and not around.names(block.element)
            if not is_plain or page.link_share(block.place) >= _LINKED:
                return
            items.append(block)
        elif page.kind(block.element) in kinds and is_sentence(block):
            yield from items
            items.clear()


def with_kept(found: Sequence[Found], page: PageText, is_kept: Callable[[Place], bool]) -> list[Found]:
    """Return the lines, and between them the blocks that the site keeps, each as a line."""
    covered = sorted(entry.place for entry in found if entry.place)
    blocks = [block for block in shown_blocks(page) if is_kept(block.place) and not overlaps(block.place, covered)]
    if not covered:
        return [*found, *(Found(block.text, block.place) for block in blocks)]
    return merged(found, blocks)


def _unsought(count: int) -> str:
    return f"{count} blocks that extraction left out were not looked up, the page has too many" if count > 0 else ""


def _missed(blocks: Sequence[Block]) -> str:
    """Return a message about the blocks that stay out; "" if there are none."""
    if not blocks:
        return ""
    words = sum(len(block.text.split()) for block in blocks)
    text = blocks[0].text
    quote = text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"
    return f"{words} words beside the paragraphs of the article were left out, from “{quote}”"


def _gaps(blocks: Sequence[Block], covered: Sequence[Place]) -> Iterator[_Gap]:
    """Yield the blocks that were not extracted, in the order of the page."""
    known = [overlaps(block.place, covered) for block in blocks]
    last = max((at for at, is_known in enumerate(known) if is_known), default=-1)
    for at, block in enumerate(blocks):
        if not known[at]:
            is_above = at < last and known[at + 1]
            yield _Gap(block, at < last, is_above, at > 0 and known[at - 1] and is_above)


def _belongs(page: PageText, around: Surroundings, gap: _Gap, subheadings: set[int]) -> bool:
    """Return whether a block between extracted ones is part of the article."""
    element = gap.block.element
    tag, parent = page.tags[element], page.parents[element]
    share = page.link_share(gap.block.place)
    if names := around.names(element):
        if _is_note(page, around, gap.block) or _is_listed_among_prose(page, around, gap.block):
            return True
        if _is_like_paragraphs(page, around, gap.block) or _is_plain_paragraph(page, around, gap):
            return True
        if _is_question(page, gap, names) or (_may_head(page, around, gap) and page.kind(element) in subheadings):
            return True
        return not share and around.holds_article(parent) and _is_subheading(page, gap, names, subheadings)
    if tag in SUBHEADINGS:
        return gap.is_over and share < _LINKED and around.holds_prose(parent)
    if tag in _ITEMS or tag == "pre":
        return share < _LINKED
    if tag == "p" and around.holds_prose(parent):
        return share < _LINKED or _is_linked_paragraph(gap)
    return tag in _BLOCKS and (
        is_sentence(gap.block) or (not share and around.holds_prose(parent) and goes_on(gap.block))
    )


def _is_like_paragraphs(page: PageText, around: Surroundings, block: Block) -> bool:
    """Return whether a block reads like a paragraph and has the markup of the article's.

    On nine labelled pages all of 48 such blocks were content, 21 of them with the same tags and classes around them.
    """
    if around.is_dressed_like_prose(block.element) and _reads_like_paragraph(page, around, block):
        return True
    unlinked = page.link_share(block.place) < _LINKED
    return unlinked and is_long_sentence(block) and around.is_like_prose(block.element)


def _is_plain_paragraph(page: PageText, around: Surroundings, gap: _Gap) -> bool:
    """Return whether a block is a paragraph right in the element that holds the article, and no name sets it apart.

    The labelled pages have none of these, so the markup alone decides.
    """
    block = gap.block
    if page.tags[block.element] != "p" or not gap.is_over or not around.holds_article(page.parents[block.element]):
        return False
    if page.link_share(block.place):
        return False
    return _reads_like_paragraph(page, around, block) or (
        _is_unexplained(around.names(block.element), _BOXES) and is_long_sentence(block) and has_two_sentences(block)
    )


def _is_unexplained(names: str, boxes: "regex.Pattern[str]") -> bool:
    """Return whether names say nothing about a paragraph, apart from those of boxes."""
    return not _ASIDES.search(boxes.sub(" ", names))


def _sections(page: PageText, around: Surroundings, below: Sequence[Block]) -> Iterator[Block]:
    """Yield the paragraphs of sections of the article's element whose name would be that of a box with links.

    All their blocks are paragraphs without links. The labelled pages have none of these, so the markup alone decides.
    """
    for box, group in groupby(below, key=lambda block: around.box(block.element)):
        blocks = list(group)
        if page.tags[box] not in _SECTIONS or page.tags[page.parents[box]] != "article":
            continue
        is_prose = all(
            page.tags[block.element] == "p" and not page.link_share(block.place) and is_long_sentence(block)
            for block in blocks
        )
        if is_prose and len(blocks) >= _FEWEST_OF_SECTION and any(map(has_two_sentences, blocks)):
            yield from (block for block in blocks if _is_unexplained(around.names(block.element), _RELATED))


def _is_listed_among_prose(page: PageText, around: Surroundings, block: Block) -> bool:
    """Return whether a block is an item of some words in a list that stands among paragraphs of the article.

    On three labelled pages all of 53 such items were content; shorter ones were buttons as often.
    """
    if page.tags[block.element] not in _ITEMS or len(block.text.split()) < _FEWEST_OF_ITEM:
        return False
    among = around.holds_prose(page.parents[page.parents[block.element]])
    names = around.names(block.element)
    return among and page.link_share(block.place) < _LINKED / 2 and not _ASIDES.search(_LISTS.sub(" ", names))


def _may_head(page: PageText, around: Surroundings, gap: _Gap) -> bool:
    """Return whether a block is a heading with names that are no evidence, above paragraphs and beside others.

    On labelled pages three or more of one kind were content on three sites of four, in 48 of 51 cases.
    """
    element = gap.block.element
    if page.tags[element] not in SUBHEADINGS or not gap.is_over or not around.holds_prose(page.parents[element]):
        return False
    return not page.link_share(gap.block.place) and not _ASIDES.search(around.names(element))


def _is_subheading(page: PageText, gap: _Gap, names: str, subheadings: set[int]) -> bool:
    """Return whether a block with names of its own, right above a paragraph, is a heading, or looks like two others."""
    element = gap.block.element
    if not gap.is_between or _CAPTION.search(names):
        return False
    return page.tags[element] in SUBHEADINGS or page.kind(element) in subheadings


def _is_question(page: PageText, gap: _Gap, names: str) -> bool:
    """Return whether a block heads a part of an accordion whose text was extracted: a heading, or a question."""
    if not gap.is_above or page.link_share(gap.block.place) or not _ACCORDIONS.search(names) or _POLLS.search(names):
        return False
    return page.tags[gap.block.element] in SUBHEADINGS or gap.block.text.endswith(_QUESTION_MARKS)


def _is_linked_paragraph(gap: _Gap) -> bool:
    """Return whether a block of links is a paragraph between two others, not a button or a reference."""
    return gap.is_between and gap.block.place.end - gap.block.place.start >= PARAGRAPH


def _openings(
    page: PageText, around: Surroundings, above: Sequence[Block], covered: Sequence[Place]
) -> Iterator[Block]:
    """Yield the first paragraphs of the article: right above the extracted ones, or in the element with most."""
    for block, below in pairwise([*above, None]):
        if block is None or (below is not None and not around.holds_article(page.parents[block.element])):
            continue
        if not overlaps(block.place, covered) and _opens(page, around, block):
            yield block


def _opens(page: PageText, around: Surroundings, block: Block) -> bool:
    if page.tags[block.element] not in _BLOCKS or not is_sentence(block):
        return False
    return page.link_share(block.place) < _LINKED / 2 and not around.names(block.element)


def _continued(
    page: PageText, around: Surroundings, below: Sequence[Block], covered: Sequence[Place]
) -> Iterator[Block]:
    """Yield the paragraphs below the extracted ones that have the tag and classes of most of them, and their headings.

    On two labelled pages all of nine such blocks were content.
    """
    heading: Block | None = None
    for block in below:
        if overlaps(block.place, covered):
            heading = None
        elif _is_continued(page, around, block):
            if heading:
                yield heading
            yield block
            heading = None
        else:
            heading = block if page.tags[block.element] in SUBHEADINGS else None


def _is_continued(page: PageText, around: Surroundings, block: Block) -> bool:
    unlinked = page.link_share(block.place) < _LINKED / 2
    return unlinked and around.is_dressed_like_most(block.element) and _reads_like_paragraph(page, around, block)


def _of_tables(
    page: PageText, around: Surroundings, blocks: Iterator[Block], between: set[Block], text: str
) -> Iterator[Block]:
    """Yield paragraphs that were extracted as cells of a table."""
    for block in blocks:
        share = page.link_share(block.place)
        names = around.names(block.element)
        is_apart = not names and (block in between or (not share and is_sentence(block)))
        # Pages of that time indent paragraphs by `blockquote`.
        is_indented = names == "blockquote" and share < _HARDLY_LINKED and is_sentence(block)
        may_be = around.is_like_prose(block.element) or is_apart or is_indented
        if may_be and share < _LINKED and len(block.text.split()) >= _FEWEST_OF_TABLES and letters(block.text) in text:
            yield block


def _is_note(page: PageText, around: Surroundings, block: Block) -> bool:
    """Return whether a block is a note of the article, in the element that holds it."""
    box = around.box(block.element)
    return box > 0 and _NOTES.search(" ".join(page.names(box))) is not None and page.link_share(block.place) < _LINKED


def _is_attached(page: PageText, around: Surroundings, block: Block) -> bool:
    """Return whether a block below the article may belong to it: its aside or quotation, or like its paragraphs.

    On labelled pages 6 of 14 blocks with the markup of paragraphs were content, so `_continued` requires more.
    """
    return page.tags[around.box(block.element)] in _ATTACHED or around.is_like_prose(block.element)


def _reads_like_paragraph(page: PageText, around: Surroundings, block: Block) -> bool:
    """Return whether a block reads like a paragraph, and has no name of another part of a page."""
    return (
        is_long_sentence(block)
        and page.link_share(block.place) < _LINKED
        and not _ASIDES.search(around.names(block.element))
    )
