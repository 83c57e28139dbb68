"""Haystack: a component between a converter and a splitter."""

from dataclasses import replace
from typing import Any

from haystack import Document, component, default_to_dict

from cleantext.integrations.notes import Noting


@component
class CleantextCleaner:
    """Cleans documents; the removals go into `meta` (`notes`).

    options: those of a `Cleaner`. Title, URL and language are read from `meta["title"]`, `["url"]` and `["language"]`;
    `title_field=`, `url_field=`, `site_field=` and `language_field=` name others.
    """

    def __init__(self, **options: Any) -> None:
        self._options = options
        self._noting = Noting(options)

    def to_dict(self) -> dict[str, Any]:
        """Return the component's settings for a saved pipeline."""
        return default_to_dict(self, **self._options)

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        """Return a clean copy of each document, in order; documents without text are returned unchanged."""
        return {"documents": [self._cleaned(document) for document in documents]}

    def _cleaned(self, document: Document) -> Document:
        if document.content is None:
            return document
        notes = dict(document.meta)
        text = self._noting(document.content, document.meta, notes)
        # Haystack derives an id from the content; the clean document needs its own.
        return replace(document, id="", content=text, meta=notes)
