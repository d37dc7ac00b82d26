"""The Ferry Post, one sheet read on the ferry: plain HTML, no theme.

On its second day it prints a story of The Harbour Gazette word for word.
"""

from newscrawl.sample.ferry_post.edition import NAME, answers

__all__ = ["NAME", "answers"]
