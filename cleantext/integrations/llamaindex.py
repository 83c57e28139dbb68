"""LlamaIndex: a transformation for an ingestion pipeline."""

from collections.abc import Sequence
from typing import Any

from llama_index.core.bridge.pydantic import Field, PrivateAttr
from llama_index.core.schema import BaseNode, MetadataMode, TransformComponent

from cleantext.bulk.record import ERROR, REMOVALS
from cleantext.integrations.notes import Noting


class CleantextTransform(TransformComponent):
    """Cleans nodes; the removals go into their metadata (`notes`), hidden from embeddings and models.

    options: those of a `Cleaner`. Title, URL and language are read from `metadata["title"]`, `["url"]` or `["URL"]`,
    and `["language"]`; `title_field=`, `url_field=`, `site_field=` and `language_field=` name others.
    """

    options: dict[str, Any] = Field(default_factory=dict)
    _noting: Noting = PrivateAttr()

    def __init__(self, **options: Any) -> None:
        super().__init__(options=options.pop("options", options))
        self._noting = Noting(self.options)

    def __call__(self, nodes: Sequence[BaseNode], **_: Any) -> Sequence[BaseNode]:
        """Return a clean copy of each node, in order."""
        return [self._cleaned(node) for node in nodes]

    def _cleaned(self, node: BaseNode) -> BaseNode:
        copy = node.model_copy(deep=True)
        copy.set_content(self._noting(node.get_content(MetadataMode.NONE), node.metadata, copy.metadata))
        for name in (REMOVALS, ERROR):
            for hidden in (copy.excluded_embed_metadata_keys, copy.excluded_llm_metadata_keys):
                if name in copy.metadata and name not in hidden:
                    hidden.append(name)
        return copy
