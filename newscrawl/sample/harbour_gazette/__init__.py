"""The Harbour Gazette of Exampleton: a busy theme, as many local newspapers use one."""

from newscrawl.sample.harbour_gazette.edition import answers
from newscrawl.sample.harbour_gazette.theme import NAME

__all__ = ["NAME", "answers"]
