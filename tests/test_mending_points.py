"""The kinds of mending, case by case: `mending_points.txt` has what changes, what stays, and what is reported.

A line has a language and a sentence, which stands between two others of its language. A mark shows a mend, ⟦old→new⟧ or
⟦removed⟧; a line without a mark stays as it is. Behind "||" stand a rule and the text that it reports. "\\n" is a line
end, "\\xad" the character with this number.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleantext import clean

_FILE = Path(__file__).with_name("mending_points.txt")
_AROUND = {
    "en": (
        "The town lies at the mouth of a small river, and most of its people once worked in the harbour.",
        "Nobody expects a quick answer. The council will discuss the matter again in the autumn.",
    ),
    "de": (
        "Die Stadt liegt an der Mündung eines kleinen Flusses, und die meisten Einwohner arbeiteten früher im Hafen.",
        "Niemand erwartet eine schnelle Antwort. Der Rat will die Sache im Herbst noch einmal besprechen.",
    ),
    "fr": (
        "La ville se trouve à l'embouchure d'une petite rivière, et ses habitants travaillaient autrefois au port.",
        "Personne n'attend de réponse rapide. Le conseil en discutera de nouveau en automne.",
    ),
    "es": (
        "La ciudad está en la desembocadura de un río, y la mayoría de sus vecinos trabajaba antes en el puerto.",
        "Nadie espera una respuesta rápida. El consejo volverá a hablar del asunto en otoño.",
    ),
    "it": (
        "La città si trova alla foce di un piccolo fiume, e molti dei suoi abitanti lavoravano una volta nel porto.",
        "Nessuno si aspetta una risposta rapida. Il consiglio ne parlerà di nuovo in autunno.",
    ),
    "nl": (
        "De stad ligt aan de monding van een kleine rivier, en de meeste inwoners werkten vroeger in de haven.",
        "Niemand verwacht een snel antwoord. De raad bespreekt de zaak opnieuw in het najaar.",
    ),
    "pt": (
        "A cidade fica na foz de um pequeno rio, e a maioria dos seus habitantes trabalhava antes no porto.",
        "Ninguém espera uma resposta rápida. O conselho voltará a falar do assunto no outono.",
    ),
    "pl": (
        "Miasto leży u ujścia małej rzeki, a większość jego mieszkańców pracowała kiedyś w porcie.",
        "Nikt nie spodziewa się szybkiej odpowiedzi. Rada wróci do sprawy jesienią.",
    ),
    "ru": (
        "Город стоит в устье небольшой реки, и большинство его жителей раньше работало в порту.",
        "Никто не ждёт быстрого ответа. Совет вернётся к этому вопросу осенью.",
    ),
    "uk": (
        "Місто стоїть у гирлі невеликої річки, і більшість його мешканців раніше працювала в порту.",
        "Ніхто не чекає швидкої відповіді. Рада повернеться до цього питання восени.",
    ),
}
_MARK = re.compile(r"⟦([^⟦⟧→]*)(?:→([^⟦⟧]*))?⟧")


def _cases() -> Iterator[tuple[str, str, list[str]]]:
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, text = line.split(": ", 1)
            marked, *reports = text.replace("\\n", "\n").split(" || ")
            yield language, re.sub(r"\\x(..)", lambda found: chr(int(found[1], 16)), marked), reports


@pytest.mark.parametrize(("language", "marked", "reports"), list(_cases()))
def test_a_sentence_is_mended_where_it_is_marked(language: str, marked: str, reports: list[str]) -> None:
    before, behind = _AROUND[language]
    source = f"{before}\n\n{_MARK.sub(lambda found: found[1], marked)}\n\n{behind}"
    result = clean(source)
    assert result.text == f"{before}\n\n{_MARK.sub(lambda found: found[2] or '', marked)}\n\n{behind}"
    assert result.restore() == source
    found = {f"{entry.rule}:{entry.removed}" for entry in result.removals if entry.status == "reported"}
    assert {report.replace(": ", ":", 1) for report in reports} <= found


def test_each_kind_has_cases() -> None:
    kinds = _FILE.read_text(encoding="utf-8").split("# ")[1:]
    assert len(kinds) == 15
    assert all(kind.count("\n") > 3 for kind in kinds)
