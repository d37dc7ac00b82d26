"""Two small newspapers that newscrawl carries along, to crawl without leaving the machine.

The Harbour Gazette stands for the newspapers most people will read: a busy theme with menus,
share columns, related stories and a second article under the first. The Ferry Post is plain HTML
and, on the second day, prints one of the Gazette's stories. Exampleton, its people and everything
that happens to them are invented.

The texts are in ``<newspaper>/day-1`` and ``day-2``, the pages' markup in
``<newspaper>/templates``. ``python -m newscrawl.sample --day 1`` serves both newspapers to a
browser; ``serve()`` does it for programs.
"""

from newscrawl.sample.server import Sample, SampleServer, serve
from newscrawl.sample.story import EDITIONS

__all__ = ["EDITIONS", "Sample", "SampleServer", "serve"]
