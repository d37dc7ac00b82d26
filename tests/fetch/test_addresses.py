from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.errors import ConfigurationError
from newscrawl.fetch.addresses import may_connect, networks

REFUSED = {
    "unspecified": ["0.0.0.0", "::", "0.1.2.3"],
    "this machine": ["127.0.0.1", "127.1.2.3", "127.255.255.255", "::1"],
    "private, RFC 1918": [
        *("10.0.0.0", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1"),
        "192.168.255.255",
    ],
    "link-local": ["169.254.0.1", "169.254.169.254", "fe80::1", "fe80::1%eth0", "febf::1"],
    "carrier NAT, RFC 6598": ["100.64.0.0", "100.100.100.200", "100.127.255.255"],
    "documentation": [
        *("192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"),
        "3fff:fff:ffff::1",
    ],
    "measurements": ["198.18.0.1", "198.19.255.255", "2001:2::1"],
    "protocols": ["192.0.0.1", "192.0.0.8", "192.0.0.9", "192.0.0.170", "2001:1::1", "2001:20::1"],
    "multicast": ["224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1", "ff05::2%3"],
    "reserved": ["240.0.0.1", "255.255.255.254", "4000::1", "1::1", "5f00::1", "e000::1"],
    "broadcast": ["255.255.255.255"],
    "6to4 relays": ["192.88.99.1"],
    "local, RFC 4193": ["fc00::1", "fd12:3456:789a::1", "fd00::1%2"],
    "site-local": ["fec0::1", "feff::1"],
    "discard": ["100::1", "100:0:0:1::1"],
    "IPv4 in IPv6 clothes": [
        *("::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"),
        *("::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::8.8.8.8"),
        *("64:ff9b:1::10.0.0.1", "2002:7f00:1::", "2002:808:808::1", "2001:0:7f00:1::1"),
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
}
PUBLIC = [
    *("1.1.1.1", "8.8.8.8", "93.184.216.34", "9.255.255.255", "11.0.0.0", "126.255.255.255"),
    *("172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "100.63.255.255"),
    *("100.128.0.0", "169.253.255.255", "223.255.255.255", "198.17.255.255", "198.20.0.0"),
    *("2606:2800:220:1::1", "2a00:1450::1", "2001:4860:4860::8888", "2001:200::1", "3ffe::1"),
    *("::ffff:8.8.8.8", "2606:2800:220:1::1%eth0"),
]


@pytest.mark.parametrize("host", [host for hosts in REFUSED.values() for host in hosts])
@pytest.mark.parametrize("port", [80, 443])
def test_what_is_not_public_is_refused(host, port):
    assert not may_connect(host, port)


@pytest.mark.parametrize("host", PUBLIC)
def test_what_is_public_is_asked_on_the_ports_of_the_web_alone(host):
    ports = [0, 21, 22, 25, 79, 80, 81, 443, 444, 3306, 6379, 8080, 65535]
    assert [port for port in ports if may_connect(host, port)] == [80, 443]


@pytest.mark.parametrize(
    "host", ["", "localhost", "a.example", "127.1", "2130706433", "0x7f.1", "1.1.1.1.1"]
)
def test_what_is_no_address_is_an_error(host):
    with pytest.raises(ValueError, match="does not appear to be an IPv4 or IPv6 address"):
        may_connect(host, 80)


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("127.0.0.1", "127.0.0.0/8"),
        ("::ffff:127.0.0.1", "127.0.0.0/8"),
        ("10.1.2.3", "10.1.2.3"),
        ("::1", "::1/128"),
        ("fe80::1%eth0", "fe80::/10"),
        ("1.1.1.1", "0.0.0.0/0"),
    ],
)
def test_an_allowed_network_is_asked_on_every_port(host, allowed):
    assert all(may_connect(host, port, networks([allowed])) for port in (1, 80, 8750))


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("127.0.0.1", "10.0.0.0/8"),
        ("::1", "0.0.0.0/0"),
        ("127.0.0.1", "::/0"),
        ("64:ff9b::127.0.0.1", "127.0.0.0/8"),
        ("128.0.0.1", "127.0.0.0/8"),
    ],
)
def test_an_allowed_network_allows_no_other(host, allowed):
    assert not may_connect(host, 8750, networks([allowed]))


def test_one_of_several_networks_is_enough():
    allowed = networks(["10.0.0.0/8", " 127.0.0.0/8\n", "::1"])
    assert may_connect("127.0.0.1", 8750, allowed)
    assert may_connect("::1", 8750, allowed)


@pytest.mark.parametrize(
    "text", ["", "localhost", "127.0.0.1/8", "10.0.0.0/33", "10.0.0.0-10.0.0.9"]
)
def test_what_is_no_network_is_a_configuration_error_that_says_what_to_write(text):
    with pytest.raises(ConfigurationError, match=r"Write it as 127\.0\.0\.0/8\.") as error:
        networks(["127.0.0.0/8", text])
    assert str(error.value).startswith(f"NEWSCRAWL_FETCH_ALLOWED_NETWORKS holds {text!r}, ")


@settings(deadline=None)
@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_in_ipv6_clothes(address):
    mapped = IPv6Address(0xFFFF << 32 | int(address))
    assert may_connect(str(mapped), 443) == may_connect(str(address), 443)


@settings(deadline=None)
@given(st.ip_addresses(), st.integers(0, 65535))
def test_nothing_outside_the_public_internet_is_asked(address, port):
    if may_connect(str(address), port):
        assert port in {80, 443}
        assert address.is_global
        assert not address.is_multicast
        assert isinstance(address, IPv4Address) or address.ipv4_mapped or int(address) >> 125 == 1
