"""Which network addresses newscrawl will talk to.

A newspaper is on the public internet. A link, a redirect or a name server that points
elsewhere (a router, a cloud's metadata service, a database on this machine) is refused.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from newscrawl.errors import ConfigurationError

Network = IPv4Network | IPv6Network

PORTS = frozenset({80, 443})
"""The ports of http and https (RFC 9110, section 4.2)."""

_GLOBAL_UNICAST = ip_network("2000::/3")
"""All that IANA has given out of IPv6 (RFC 4291, section 2.4). What lies outside is local, or
carries an IPv4 address inside as NAT64 (RFC 6052, RFC 8215) and SIIT (RFC 2765) do; Python calls
part of it global."""

_NO_NEWSPAPER = (
    ip_network("2001::/23"),  # protocols, Teredo (RFC 4380) among them; RFC 2928
    ip_network("2002::/16"),  # 6to4, RFC 3056
    ip_network("3fff::/20"),  # documentation, RFC 9637
    ip_network("192.0.0.0/24"),  # protocols, RFC 6890
    ip_network("192.88.99.0/24"),  # 6to4 relays, RFC 7526
)
"""Ranges that Python 3.11 calls global and no newspaper is served from."""


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Return the networks that ``texts`` name in CIDR notation.

    Raises:
        ConfigurationError: One of them is no network.

    >>> networks(["127.0.0.0/8"])
    (IPv4Network('127.0.0.0/8'),)
    """
    found = []
    for text in texts:
        try:
            found.append(ip_network(text.strip()))
        except ValueError as error:
            message = (
                f"NEWSCRAWL_FETCH_ALLOWED_NETWORKS holds {text!r}, which is no network: {error}. "
                "Write it as 127.0.0.0/8."
            )
            raise ConfigurationError(message) from error
    return tuple(found)


def may_connect(host: str, port: int, allowed: Iterable[Network] = ()) -> bool:
    """Return whether a connection to the address ``host`` may be used.

    Args:
        host: The peer's IP address in text, as the socket reports it.
        port: The peer's port.
        allowed: Networks to which everything is allowed, every port included.

    Raises:
        ValueError: ``host`` is no IP address.

    >>> may_connect("192.168.1.1", 80)
    False
    >>> may_connect("127.0.0.1", 8750, networks(["127.0.0.0/8"]))
    True
    """
    address = _unwrapped(host)
    if any(address in network for network in allowed):
        return True
    if address.version == 6 and address not in _GLOBAL_UNICAST:  # noqa: PLR2004
        return False
    special = any(address in network for network in _NO_NEWSPAPER)
    return port in PORTS and address.is_global and not address.is_multicast and not special


def _unwrapped(host: str) -> IPv4Address | IPv6Address:
    # An IPv4 address in IPv6 clothes (::ffff:127.0.0.1) is judged as what it is.
    address = ip_address(host.partition("%")[0])
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
