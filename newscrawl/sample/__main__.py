"""``python -m newscrawl.sample``: look at the sample newspapers in a browser."""

import argparse
import sys
import threading

from newscrawl.errors import ConfigurationError
from newscrawl.sample.server import PORTS, serve
from newscrawl.sample.story import EDITIONS


def main() -> int:
    """Serve both newspapers until Ctrl-C; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m newscrawl.sample",
        description="Serves the sample newspapers on this machine until you press Ctrl-C.",
    )
    parser.add_argument("--day", type=int, choices=sorted(EDITIONS), default=1, help="default: 1")
    parser.add_argument(
        "--ports",
        type=int,
        nargs=2,
        metavar=("GAZETTE", "FERRY"),
        default=PORTS,
        help=f"default: {PORTS[0]} {PORTS[1]}",
    )
    args = parser.parse_args()
    try:
        with serve(args.day, ports=tuple(args.ports)) as sample:
            for server in sample:
                sys.stdout.write(f"{server.name}: {server.url}\n")
            sys.stdout.write(f"The papers of {EDITIONS[args.day]:%d %B %Y}. Ctrl-C stops.\n")
            sys.stdout.flush()
            threading.Event().wait()
    except KeyboardInterrupt:
        return 0
    except ConfigurationError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
