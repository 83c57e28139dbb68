"""Compressed files: truncated, damaged, in several frames, empty."""

import bz2
import gzip
import io
import lzma
from collections.abc import Callable

import pytest

from cleantext.bulk.extras import zstd
from cleantext.bulk.streams import decoded, encoded, explained, read_errors

CODECS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "zstd": zstd().compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
}
CONTENT = b"".join(b"line %d\n" % number for number in range(5_000))


def read(data: bytes, codec: str) -> bytes:
    with decoded(io.BytesIO(data), codec) as file:
        return file.read()


@pytest.mark.parametrize("codec", CODECS)
class TestCodecs:
    def test_several_frames_are_one_content(self, codec: str) -> None:
        compress = CODECS[codec]
        assert read(compress(CONTENT) + compress(b"") + compress(b"end"), codec) == CONTENT + b"end"

    @pytest.mark.parametrize("gone", [1, 5, 20, 200])
    def test_a_truncated_file_is_an_error(self, codec: str, gone: int) -> None:
        with pytest.raises(read_errors()) as raised:
            read(CODECS[codec](CONTENT)[:-gone], codec)
        assert explained(raised.value) == "the compressed file is truncated"

    @pytest.mark.parametrize("rest", [b"garbage that is no frame", b"\x1f\x8bgarbage", b"\xfd7zXZ\x00garbagegarbage"])
    def test_damage_behind_the_first_frame_is_an_error(self, codec: str, rest: bytes) -> None:
        with pytest.raises(read_errors()):
            read(CODECS[codec](CONTENT) + rest, codec)

    def test_what_is_written_can_be_read(self, codec: str) -> None:
        for content in (b"", CONTENT):
            files = [io.BytesIO(), io.BytesIO()]
            for file in files:
                with encoded(file, codec) as out:
                    out.write(content)
            assert read(files[0].getvalue(), codec) == content
            assert files[0].getvalue() == files[1].getvalue() != b""


def test_plain_files_pass() -> None:
    assert read(CONTENT, "") == CONTENT
