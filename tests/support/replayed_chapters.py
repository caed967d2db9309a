"""A chapter run without a kernel and without its figures, with what it published and its verdicts."""

from __future__ import annotations

from typing import Any

from recount.edition.edition import Edition
from recount.evidence.proof.chapter_runner import ChapterRunner, CollectingChapter
from recount.results.verdicts import Verdict


class Replay(ChapterRunner):
    """A chapter of which every statement runs."""

    chapter: CollectingChapter

    def __init__(self, edition: Edition, name: str) -> None:
        super().__init__(edition, name)
        assert self.baseline.stops == []

    def _chapter(self, *given: Any, **parameters: Any) -> CollectingChapter:
        self.chapter = super()._chapter(*given, **parameters)
        return self.chapter

    def verdicts(self) -> dict[str, Verdict]:
        """Claim -> its verdict."""
        judge = self.chapter.claimed.verdict
        found = {
            name: judge(name, one.measure, one.evidence, one.specifications)
            for name, one in self.chapter.published.items()
        }
        return {name: verdict for name, verdict in found.items() if verdict}
