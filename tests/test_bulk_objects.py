"""JSON lines whose other fields stay unchanged."""

import pytest

from cleantext.bulk.objects import JsonObject, UnreadableError


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"text":"old"}', '{"text":"new","n":1}'),
        ('{ "a" : 1 , "text" : "old" }', '{ "a" : 1 , "text" : "new" ,"n":1}'),
        ('{"text":"old","text":"older"}', '{"text":"old","text":"new","n":1}'),
        ('{"copy":"old","text":"old"}', '{"copy":"old","text":"new","n":1}'),
        ('{"text":"old","x":[NaN,-Infinity]}', '{"text":"new","x":[NaN,-Infinity],"n":1}'),
        (
            '{"x":123456789012345678901234567890,"text":"old"}',
            '{"x":123456789012345678901234567890,"text":"new","n":1}',
        ),
        ('{"x":1.10000000000000000001e400,"text":"old"}', '{"x":1.10000000000000000001e400,"text":"new","n":1}'),
        (r'{"x":"\ud800 \/ \u0041","text":"old"}', r'{"x":"\ud800 \/ \u0041","text":"new","n":1}'),
        ('\ufeff{"text":"old"}', '\ufeff{"text":"new","n":1}'),
        ("{}", '{"text":"new","n":1}'),
    ],
)
def test_only_the_text_changes(line: str, expected: str) -> None:
    assert JsonObject(line).changed({"text": "new"}, {"n": 1}) == expected


def test_a_field_inside_another() -> None:
    line = JsonObject('{"meta":{"a":1.0, "body" : "old","url":null}, "meta.url":"https://a.example"}')
    assert line.get("meta.body") == "old"
    assert line.get("meta.url") == "https://a.example"
    assert line.find("meta.b") is line.find("meta.a.b") is line.find("other.a") is None
    expected = '{"meta":{"a":1.0, "body" : "new","url":null}, "meta.url":"https://a.example"}'
    assert line.changed({"meta.body": "new"}, {}) == expected


def test_lone_surrogates_are_escaped() -> None:
    assert JsonObject('{"text":"old"}').changed({"text": "a\ud800ü"}, {}) == '{"text":"a\\ud800\\u00fc"}'


def test_what_was_added_can_be_taken_away() -> None:
    for line in ('{"text": "a", "x": [1]}', "{}", '{"text":"a"}  '):
        assert JsonObject(JsonObject(line).changed({}, {"n": 1, "m": "x"})).without(["n", "m", "k"]) == line


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "a"', "not a JSON object: the line ends inside it"),
        (b'{"text": ', "not a JSON object: the line ends inside it"),
        (b'{"text": "a', "not a JSON object: unterminated string starting at character 9"),
        (b'{"text" "a"}', "not a JSON object: a colon is expected at character 8"),
        (b'{"text": a}', "not a JSON object: a value is expected at character 9"),
        (b'{"text": "a",}', "not a JSON object: a field name is expected at character 13"),
        (b'{"text": "a" "b"}', "not a JSON object: a comma is expected at character 13"),
        (b'{"text": "a\x00b"}', "not a JSON object: invalid control character at character 11"),
        (b'["text"]', "not a JSON object: an object is expected at character 0"),
        (b'{"text": "a"} {}', "not a JSON object: more follows it at character 14"),
        (b'{"text": "\xff"}', "not UTF-8: byte 10 is 0xff"),
        (b'{"text": ' + b"[" * 100_000, "not read: its brackets are nested too deeply"),
    ],
)
def test_what_is_wrong_is_reported(line: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=f"^{reason}$"):
        JsonObject.of(line)
