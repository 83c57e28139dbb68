"""Scrapy: an item pipeline.

ITEM_PIPELINES = {"cleantext.integrations.scrapy.CleantextPipeline": 300}
CLEANTEXT_OPTIONS = {"text_field": "body", "level": "thorough"}
"""

import logging
from typing import Any, Self

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler

from cleantext.core.errors import SettingsError
from cleantext.integrations.notes import Noting

_LOGGER = logging.getLogger(__name__)


class CleantextPipeline:
    """Cleans one field of each item; the removals go into a field of the item's own (`notes`).

    The setting `CLEANTEXT_OPTIONS` holds the options of a `Cleaner`, and the names of fields: `text_field`, "text" by
    default, and `title_field`, `url_field`, `site_field` and `language_field`, by default title, url, site and
    language. Items without a text, or with None in it, pass through. An item whose class does not declare the fields of
    the notes
    stays unchanged, and the log of the crawl says so: nothing changes without a trace.
    """

    def __init__(self, **options: Any) -> None:
        self._noting = Noting(options)
        self._field = self._noting.fields.source

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline for a project's settings. Raises SettingsError for wrong options."""
        options = crawler.settings.getdict("CLEANTEXT_OPTIONS")
        try:
            return cls(**options)
        except TypeError as error:
            raise SettingsError(f"CLEANTEXT_OPTIONS: {error}") from None

    def process_item(self, item: Any) -> Any:
        """Return the item with its text cleaned."""
        adapter = ItemAdapter(item)
        if adapter.get(self._field) is not None:
            notes: dict[str, Any] = {}
            text = self._noting(adapter[self._field], adapter, notes)
            try:
                adapter.update({**notes, self._field: text})
            except KeyError as error:
                _LOGGER.error("item not cleaned: %s in %s; declare the field", error, type(item).__name__)  # noqa: TRY400 - a traceback says no more
        return item
