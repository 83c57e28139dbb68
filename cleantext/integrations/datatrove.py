"""datatrove: a step of a pipeline."""

from typing import Any

from datatrove.data import DocumentsPipeline
from datatrove.pipeline.base import PipelineStep

from cleantext.bulk.record import ERROR
from cleantext.integrations.notes import Noting


class CleantextStep(PipelineStep):
    """Cleans documents; the removals go into their metadata (`notes`).

    options: those of a `Cleaner`. Title, URL and language are read from `metadata["title"]`, `["url"]` and
    `["language"]`; `title_field=`, `url_field=`, `site_field=` and `language_field=` name others.

    It is a step and no formatter, since a formatter of datatrove returns only a text, without a log.
    """

    type = "✂️ - FORMAT"
    name = "cleantext"

    def __init__(self, **options: Any) -> None:
        super().__init__()
        self._noting = Noting(options)

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:  # noqa: ARG002
        """Yield each document, cleaned, in order; none is dropped."""
        for document in data:
            with self.track_time():
                text = self._noting(document.text, document.metadata, document.metadata)
            self.stat_update("total", "failed" if ERROR in document.metadata else "cleaned")
            self.stat_update("characters_removed", value=len(document.text) - len(text))
            document.text = text
            yield document
