"""LangChain: a document transformer."""

from collections.abc import Sequence
from typing import Any

from langchain_core.documents import BaseDocumentTransformer, Document

from cleantext.api import Cleaner
from cleantext.integrations.notes import cleaned


class CleantextTransformer(BaseDocumentTransformer):
    """Cleans documents; the removals go into the metadata (`notes`). Takes the options of a `Cleaner`."""

    def __init__(self, **options: Any) -> None:
        self._cleaner = Cleaner(**options)

    def transform_documents(self, documents: Sequence[Document], **_: Any) -> Sequence[Document]:
        """A clean copy of each document, in order."""
        return [self._cleaned(document) for document in documents]

    def _cleaned(self, document: Document) -> Document:
        notes = dict(document.metadata)
        text = cleaned(self._cleaner, document.page_content, notes)
        return document.model_copy(update={"page_content": text, "metadata": notes})
