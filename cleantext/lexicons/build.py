r"""Build the word lists that ship with cleantext. Needs `pip install wordfreq` and six Debian packages.

    apt-get download wamerican-large wbritish-large wamerican-huge wbritish-huge wordnet-base libreoffice-common
    # unpack with dpkg -x
    python -m cleantext.lexicons.build --scowl usr/share/dict --wordnet usr/share/wordnet --typos typos_words.csv \
        --autocorrect usr/lib/libreoffice/share/autocorr

SOURCES.md names the sources and their licences. The output is the same for the same input.
"""

import argparse
import csv
import math
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import wordfreq

from cleantext import lexicons
from cleantext.lexicons import quadgrams
from cleantext.lexicons.candidates import candidates, frequent_lines, single_edits
from cleantext.lexicons.frequencies import rank_lines

HERE = Path(__file__).parent
# Languages of the Latin alphabet whose words and names occur in English text.
FOREIGN = "ca cs da de es fi fil fr hu id is it lt lv ms nb nl pl pt ro sh sk sl sv tr vi".split()
COMMON = 3.2  # Zipf: a misspelling with this frequency counts as a word
KNOWN = 2.6  # a word with this frequency in English text and in no dictionary is a name or a coinage
FUNCTION = 5.7  # more frequent words are function words, or are doubled on purpose ("there there")
# Nouns and verbs that people double on purpose.
CRIES = frozenset(
    "always again never knock hurry sorry quick march cheer twist shake shout dance drill click crack pound please "
    "hello thank right wrong night morning mommy daddy mummy papa mamma child never ever going coming baby honey "
    "today tomorrow tonight maybe later early often super ultra extra double triple hundred thousand million".split()
)
PARTICLES_NOTE = "# Particles, each with the forms of its verbs: from WordNet 3.0 (LICENSE-WordNet), by build.py."
PARTICLES = ("in", "on")  # that also open a following phrase: "log in in the morning", "go on on Monday"
# Verbs of motion and of moving things, whose particle gives the direction; WordNet has few of them with it.
MOTION = (
    "bounce burst bustle carry charge chase climb crash crawl creep dart dash dive drag drift drive drop edge file "
    "float flock flood flow fly glide haul hobble hop hurry inch jump lead leap limp lunge march pack parade peer pile "
    "plunge pour pull push race ride roll run rush sail scramble scurry seep shove shuffle skip slide slip smuggle "
    "sneak squeeze stagger step storm stream stride stroll stumble sweep swim swing throw tiptoe trickle trip troop "
    "trot tumble settle join weigh dial type key slot swap ease fade pan look peek scan beam count "
    "waft walk waltz wander whisk wheel zip deliver hand mail phone ring text carry invite welcome"
).split()
LOCATION = "15"  # the lexicographer's file of places in WordNet
TWICE = frozenset(
    "Austin Baden Carolina Charlotte Dallas Florence Georgia Jackson Jordan Kennedy Lincoln Madison Montgomery Orange "
    "Orlando Phoenix Victoria Virginia Walla Wagga Washington York".split()
)
AUXILIARY = frozenset("be have do out".split())  # WordNet has them with particles; they stand in every sentence
# Words with capitals that are no names of persons or bands.
DAYS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February July September October November December"
).split()
# Spellings of some dictionaries, brands, and words that people write on purpose or with another meaning.
VARIANTS = frozenset(
    "discernable publically targetted targetting troup focussed focussing benefitted benefitting "
    "ambien eazy germanus halp hashi jist lazer lifes moreso skool slac theyre virtua wana weeknd welp whos "
    "womens youre".split()
)
VARIANTS_ABROAD = frozenset("acia bano elos etas fuire".split())  # names, plurals, or too close to another word
USED = 3.0  # the least frequency of the correction in a list of another language
FREQUENT = 3.8  # the least frequency of a credible correction
LOANED = 2.0  # words of other languages from this frequency on
# How much more frequent a word must be in its own language: "adress" is Swedish; "wierd" is no Dutch word, although
# Dutch pages have it.
AT_HOME = 0.6
IN_USE = 3.3  # of other languages, whose lists include names: 20,000 to 38,000 words each


def scowl(folder: Path, size: str = "large") -> set[str]:
    """Return American and British words and names of SCOWL, without possessives."""
    listed = [(folder / f"{kind}-english-{size}").read_text("utf-8").split() for kind in ("american", "british")]
    return {word.removesuffix("'s") for words in listed for word in words}


def zipf(language: str) -> dict[str, float]:
    """Return Zipf frequencies of a language's words: the decimal logarithm of their count in a billion."""
    return {word: math.log10(share) + 9 for word, share in wordfreq.get_frequency_dict(language).items()}


def loanwords(english: Mapping[str, float]) -> set[str]:
    """Return the words and names of languages other than English."""
    ranks = (pair for code in FOREIGN for pair in zipf(code).items())
    return {word for word, rank in ranks if rank >= LOANED and rank > english.get(word, 0) + AT_HOME}


def corrections(path: Path) -> dict[str, list[str]]:
    """Return a list of misspellings, each with its possible corrections."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row[0]: row[1:] for row in csv.reader(file)}


def misspellings(
    listed: Mapping[str, list[str]], words: set[str], english: Mapping[str, float], loans: set[str]
) -> dict[str, str]:
    """Return misspellings with one correction that are a word or a name in no language."""
    return {
        wrong: right
        for wrong, (right, *more) in listed.items()
        if not more
        and wrong not in VARIANTS
        and wrong.isascii()
        and wrong.isalpha()
        and len(wrong) > 3  # noqa: PLR2004 - shorter ones are abbreviations
        and wrong not in words
        and wrong not in loans
        and english.get(wrong, 0) < COMMON
        and (right in words or english.get(right, 0) >= COMMON)
    }


def frequent(language: str) -> dict[str, int]:
    """Return the words of a language that are more frequent than fragments of words, each with its rank."""
    ranks = zipf(language).items()
    return {word: round(10 * rank) for word, rank in ranks if rank >= IN_USE and word.isalpha() and len(word) > 1}


def coinages(listed: Iterable[str]) -> set[str]:
    """Return misspellings that are too frequent to be corrected without context: "belive", "teh"."""
    return {wrong for wrong in listed if len(wrong) > 3 and wrong not in VARIANTS}  # noqa: PLR2004 - as above


def autocorrections(path: Path) -> dict[str, str]:
    """Return LibreOffice's corrections while typing, by word."""
    blocks = ET.fromstring(zipfile.ZipFile(path).read("DocumentList.xml"))  # noqa: S314 - Debian's own file
    name = "{http://openoffice.org/2001/block-list}"
    return {block.get(f"{name}abbreviated-name", ""): block.get(f"{name}name", "") for block in blocks}


def foreign_misspellings(path: Path, language: str) -> dict[str, str]:
    """Return lower-case misspellings of a language that are no word of another, and differ in more than accents."""
    own, frequencies = zipf(language), [zipf(code) for code in ("en", *FOREIGN) if code != language]
    found = {
        wrong.lower(): right for wrong, right in autocorrections(path).items() if wrong.isalpha() and right.isalpha()
    }
    return {
        wrong: right
        for wrong, right in found.items()
        if len(wrong) > 3  # noqa: PLR2004 - shorter ones are abbreviations
        and wrong not in VARIANTS_ABROAD
        and _plain(wrong) != _plain(right.lower())
        and own.get(right.lower(), 0) >= USED
        and own.get(wrong, 0) < min(COMMON, own.get(right.lower(), 0) - 1)
        and not any(ranks.get(wrong, 0) >= max(LOANED, own.get(wrong, 0) + AT_HOME) for ranks in frequencies)
    }


def _plain(word: str) -> str:
    """Return a word without accents and ligatures, which many omit."""
    letters = unicodedata.normalize("NFD", word.replace("œ", "oe").replace("ß", "ss"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def is_regular(wrong: str, right: str, words: set[str]) -> bool:
    """Return whether a word is formed regularly from another, so that it may be meant: "aspected", "preprepared".

    "occured" is not: its correction doubles the last letter of the stem.
    """
    stems = [wrong.removesuffix(ending) for ending in ("ed", "ing", "s", "er", "ity") if wrong.endswith(ending)]
    rests = [
        wrong.removeprefix(start) for start in ("pre", "re", "un", "non", "over", "under") if wrong.startswith(start)
    ]
    plain = [stem for stem in stems if not right.startswith(stem + stem[-1])]
    return any(len(stem) > 4 and stem[-1] not in "ey" and stem in words for stem in [*plain, *rests])  # noqa: PLR2004


def is_doubtful(wrong: str, right: str) -> bool:
    """Return whether another word is closer than the listed correction, and as frequent."""
    found = candidates(wrong, "en")
    near = {candidate.word for candidate in found}
    return bool(found) and right not in near and found[0].zipf_tenths >= abs(lexicons.zipf_tenths("en").get(right, 0))


def is_of_other_form(wrong: str, right: str) -> bool:
    """Return whether the listed correction is no noun, or no singular, for a misspelling that is one.

    The list has "complimentary" for "complimentarity" and "civilizations" for "cilivization".
    """
    nouns = (("ity", ("ty", "ny", "fy", "tly")), ("ness", ("ness",)))  # "nofity" is a verb, "explicity" an adverb
    is_no_noun = any(wrong.endswith(ending) and not right.endswith(endings) for ending, endings in nouns)
    is_plural = right.endswith("s") and not right.endswith(("is", "ss", "us"))
    return is_no_noun or (is_plural and wrong[-2:] == right[-3:-1])


def near_misses(loans: set[str], known: set[str], english: Mapping[str, float]) -> set[str]:
    """Return words of other languages that are one edit from a frequent English one: they must not be corrected."""
    frequent = (word for word, rank in english.items() if rank >= FREQUENT and word.isascii() and word.isalpha())
    near = {candidate for word in frequent for candidate, _ in single_edits(word)} & (loans - known)
    return {word for word in near if len(word) > 3}  # noqa: PLR2004 - shorter ones are not judged


def wordnet(folder: Path, part: str) -> set[str]:
    """Return the single words of a part of speech in WordNet."""
    return {entry for entry in _entries(folder, part) if "_" not in entry}


def rare(dictionary: set[str], folder: Path) -> set[str]:
    """Return the words of a huge dictionary and of WordNet that are long enough."""
    parts = ("noun", "verb", "adj", "adv")
    entries = {entry for part in parts for entry in _entries(folder, part)}
    words = {word.lower() for word in dictionary} | {word for entry in entries for word in entry.split("_")}
    return {word for word in words if word.isalpha() and word.isascii() and len(word) > 3}  # noqa: PLR2004 - as above


def _entries(folder: Path, part: str) -> Iterable[str]:
    lines = (folder / f"index.{part}").read_text("utf-8").splitlines()
    return (line.split(" ", 1)[0] for line in lines if line[:1].isalpha())


def undoubled(folder: Path, words: set[str], english: Mapping[str, float]) -> list[str]:
    """Return content words that stand twice in a row only by mistake: nouns and long adjectives that are no verbs.

    "The complex houses houses soldiers" is right, and so is "a huge huge mistake"; "a scientific scientific
    breakthrough" and "the galaxy galaxy" are not.
    """
    nouns, verbs, adjectives = (wordnet(folder, part) for part in ("noun", "verb", "adj"))
    listed = []
    for word in words:
        if not COMMON <= english.get(word, 0) < FUNCTION or len(word) < 5 or word.endswith(("ly", "ed")):  # noqa: PLR2004
            continue
        if word in CRIES or "'" in word:
            continue
        singular = {word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"} - {word}
        if word in adjectives:
            fits = len(word) > 7  # noqa: PLR2004 - "a huge huge mistake"
        elif word.endswith("ing"):
            fits = True
        else:
            fits = word in nouns or (bool(singular & nouns) and not singular & verbs)
        if fits:
            listed.append(word)
    listed += places(folder, english)
    demonyms = (word for word in words if word[0].isupper() and word.endswith(("ian", "ean", "ican", "ese")))
    listed += (word for word in demonyms if english.get(word.lower(), 0) >= FREQUENT)
    return sorted([*listed, *DAYS])


def places(folder: Path, english: Mapping[str, float]) -> list[str]:
    """Return the places of WordNet with a frequent name of one word that is not doubled: not "Walla Walla"."""
    lines = (line.split(" ") for line in (folder / "data.noun").read_text("utf-8").splitlines() if line[:1].isdigit())
    names = {name for fields in lines if fields[1] == LOCATION for name in fields[4 : 4 + 2 * int(fields[3], 16) : 2]}
    return [
        name
        for name in names
        if name.isalpha()
        and name.istitle()
        and len(name) > 4  # noqa: PLR2004 - as above
        and name not in TWICE
        and english.get(name.lower(), 0) >= FREQUENT
    ]


def particle_verbs(folder: Path) -> dict[str, set[str]]:
    """Return for each particle the forms of its verbs in WordNet ("log_in"), and of verbs of motion."""
    irregular: dict[str, set[str]] = {}
    for line in (folder / "verb.exc").read_text("utf-8").splitlines():
        form, *bases = line.split(" ")
        for base in bases:
            irregular.setdefault(base, set()).add(form)
    entries = [entry.split("_") for entry in _entries(folder, "verb")]
    return {
        particle: {
            form
            for base in {*(parts[0] for parts in entries if parts[1:2] == [particle]), *MOTION} - AUXILIARY
            for form in verb_forms(base) | irregular.get(base, set())
        }
        for particle in PARTICLES
    }


def verb_forms(base: str) -> set[str]:
    """Return the regular forms of an English verb, with and without doubling of the last letter if both occur."""
    if base.endswith("e"):
        return {base, f"{base}s", f"{base}d", f"{base[:-1]}ing", f"{base}ing"}
    if base.endswith("y") and base[-2] not in "aeiou":
        return {base, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"}
    third = f"{base}es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{base}s"
    return {base, third, *(f"{stem}{ending}" for stem in (base, base + base[-1]) for ending in ("ed", "ing"))}


def write(name: str, lines: Iterable[str]) -> None:
    """Write lines to a new file: this process may have mapped the old one."""
    (HERE / name).unlink(missing_ok=True)
    (HERE / name).write_bytes("\n".join(lines).encode())


def write_ranks(name: str, ranks: Mapping[str, int]) -> None:
    """Write words with their numbers, in a line all that begin with the same letters."""
    write(name, ["", *rank_lines(ranks), ""])


def write_pairs(name: str, wrong: Mapping[str, str]) -> None:
    """Write misspellings, sorted, each with what is meant."""
    write(name, ["", *sorted((f"{bad} {good}" for bad, good in wrong.items()), key=str.encode), ""])


def main() -> None:
    """Write the lists beside this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scowl", type=Path, required=True)
    parser.add_argument("--typos", type=Path, required=True)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--autocorrect", type=Path, required=True)
    options = parser.parse_args()
    spelled, english = scowl(options.scowl), zipf("en")
    loans, listed_wrong = loanwords(english), corrections(options.typos)
    words = {word.lower() for word in spelled}
    known_rarely = rare(scowl(options.scowl, "huge"), options.wordnet)
    wrong = misspellings(listed_wrong, words | known_rarely, english, loans)
    known = words | {word for word, rank in english.items() if rank >= KNOWN and word not in wrong}
    known = {word for word in known if word.replace("'", "").isalpha()} | VARIANTS
    doubtful = coinages(listed_wrong.keys()) - words - known_rarely
    ranks = {word: max(2, round(10 * english.get(word, 0))) for word in known}
    ranks = {
        word: rank if word in spelled else lexicons.FOREIGN if word in doubtful else -rank
        for word, rank in ranks.items()
    }
    write_ranks("en.words.txt", ranks)
    write("en.quadgrams.txt", quadgrams.lines(word for word, rank in ranks.items() if rank > 0))
    lexicons.zipf_tenths.cache_clear()
    quadgrams.quadgrams.cache_clear()
    ranks.update(dict.fromkeys(near_misses(loans - wrong.keys(), known, english), lexicons.FOREIGN))
    wrong = {
        bad: good
        for bad, good in wrong.items()
        if not (is_regular(bad, good, words) or is_doubtful(bad, good) or is_of_other_form(bad, good))
    }
    write_ranks("en.words.txt", ranks)
    write("en.frequent.txt", ["", *frequent_lines(ranks), ""])
    write("en.rare.txt", ["", *sorted(known_rarely - ranks.keys()), ""])
    write("en.single.txt", undoubled(options.wordnet, spelled, english))
    write_pairs("en.wrong.txt", wrong)
    lines = (" ".join([particle, *sorted(forms)]) for particle, forms in particle_verbs(options.wordnet).items())
    (HERE / "en.particles.txt").write_text("".join(f"{line}\n" for line in [PARTICLES_NOTE, *lines]), "utf-8")
    for code in lexicons.FREQUENT_WORD_LANGUAGES:
        write_ranks(f"{code}.words.txt", frequent(code))
    for code in lexicons.MISSPELLING_LANGUAGES:
        write_pairs(f"{code}.wrong.txt", foreign_misspellings(options.autocorrect / f"acor_{code}.dat", code))


if __name__ == "__main__":
    main()
