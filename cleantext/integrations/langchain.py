"""LangChain: a document transformer."""

from collections.abc import Sequence
from typing import Any

from langchain_core.documents import BaseDocumentTransformer, Document

from cleantext.integrations.notes import Noting


class CleantextTransformer(BaseDocumentTransformer):
    """Cleans documents; the removals go into the metadata (`notes`).

    options: those of a `Cleaner`. Title, URL and language are read from `metadata["title"]`, `["url"]` or `["source"]`,
    where that is an address, and `["language"]`; `title_field=`, `url_field=`, `site_field=` and `language_field=` name
    others.
    """

    def __init__(self, **options: Any) -> None:
        self._noting = Noting(options)

    def transform_documents(self, documents: Sequence[Document], **_: Any) -> Sequence[Document]:
        """Return a clean copy of each document, in order."""
        return [self._cleaned(document) for document in documents]

    def _cleaned(self, document: Document) -> Document:
        notes = dict(document.metadata)
        text = self._noting(document.page_content, document.metadata, notes)
        return document.model_copy(update={"page_content": text, "metadata": notes})
