"""What a hostile page or server must not get; CONTRIBUTING.md lists the tests of all the rest."""

import re
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hostile.serving import serving
from newspapers import PROJECT, article, front, page
from scrapy.utils.project import get_project_settings

from newscrawl.archive.reader import fetches

STORY = "/2026/03/a-quiet-day-at-the-harbour"
SAFE = {
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "COOKIES_ENABLED": False,
    "METAREFRESH_ENABLED": False,
    "ROBOTSTXT_OBEY": True,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "DOWNLOAD_FAIL_ON_DATALOSS": True,
    "REFERER_ENABLED": False,
    "REFERRER_POLICY": "no-referrer",
    "REDIRECT_MAX_TIMES": 5,
    "NEWSCRAWL_FETCH_ALLOWED_NETWORKS": [],
}


@pytest.mark.parametrize("name", SAFE)
def test_the_defaults_are_safe(name):
    assert get_project_settings()[name] == SAFE[name]


def test_only_the_web_is_fetched():
    given = get_project_settings().getdict("DOWNLOAD_HANDLERS")
    guard = "newscrawl.crawl.connection.GuardedDownloadHandler"
    assert given == {"http": guard, "https": guard, **dict.fromkeys(["data", "file", "ftp", "s3"])}


def test_no_part_of_scrapy_that_pickles_or_loses_is_on():
    given = get_project_settings()
    assert (given["JOBDIR"], given["FEEDS"], given["HTTPCACHE_ENABLED"]) == (None, {}, False)


def test_a_server_is_told_neither_cookies_nor_where_a_link_stood(newspaper, crawls):
    heard = []

    def listening(answer):
        def noted(handler):
            heard.append({name.lower() for name in handler.headers})
            return answer

        return noted

    status, headers, body = front(STORY)
    headers |= {"Set-Cookie": "sid=secret; Path=/", "Referrer-Policy": "unsafe-url"}
    moved = page("", 302, Location=STORY + "-moved")
    gazette = newspaper(
        {
            "/": listening((status, headers, body)),
            STORY: listening(moved),
            STORY + "-moved": listening(article("A quiet day")),
        }
    )
    assert crawls.any(gazette.url)[0] == 0
    assert len(heard) == 3
    assert not set.union(*heard) & {"cookie", "referer", "authorization", "origin"}


def test_a_proxy_of_the_environment_is_not_used(newspaper, crawls):
    gazette = newspaper({"/": front(STORY), STORY: article("A quiet day")})
    with serving() as proxy:
        names = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY")
        process = crawls.start(
            "any", "-a", f"url={gazette.url}", environment=dict.fromkeys(names, proxy.url)
        )
        said, _ = process.communicate(timeout=60)
    assert (process.returncode, proxy.asked.total()) == (0, 0), said


def certificate(folder: Path) -> Path:
    """Write a certificate that nobody vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    own = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(own, critical=False)
        .sign(key, hashes.SHA256())
    )
    form = serialization.Encoding.PEM
    told = key.private_bytes(
        form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + made.public_bytes(form)
    file = folder / "own.pem"
    file.write_bytes(told)
    return file


@pytest.mark.parametrize(("verified", "asked"), [("1", 0), ("0", 3)])
def test_a_certificate_that_nobody_vouches_for_is_refused(crawls, tmp_path, verified, asked):
    """Asked for nothing; and asked where verifying is switched off, so that the test can fail."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path))
    with serving(context=context) as newspaper:
        url = f"https://127.0.0.1:{newspaper.port}/"
        _, headers, body = front(STORY)
        newspaper.answers["/"] = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body
        code, said = crawls.any(url, DOWNLOAD_VERIFY_CERTIFICATES=verified, RETRY_TIMES=0)
    assert headers
    assert newspaper.asked.total() == asked, said
    assert code == 3, said
    if not asked:
        ended = {line.outcome: line.reason for line in fetches(crawls.root)}
        assert ended["unreachable"] == "connection"


def test_credentials_in_an_address_are_never_sent_or_shown(crawls):
    code, said = crawls.any("http://ada:secret@127.0.0.1:9/")
    assert code in {1, 2}
    assert "secret" not in said or "ada:secret" not in said


@pytest.mark.parametrize("site", ["../../escaped", "/etc", "a/b", "A", "", "x" * 65, "a\nb"])
def test_a_site_name_is_no_path(crawls, tmp_path, site):
    body = f"from newscrawl.spider import *\nclass S(NewsSpider):\n    name = {site!r}\n"
    (tmp_path / "named_badly.py").write_text(
        f"{body}    discover = (FrontPage('http://127.0.0.1:9/'),)\n"
    )
    process = crawls.start(
        site or "x", environment={"PYTHONPATH": str(tmp_path)}, SPIDER_MODULES="named_badly"
    )
    process.communicate(timeout=60)
    assert process.returncode in {1, 2}
    assert not crawls.root.exists() or not any(crawls.root.rglob("*.part"))
    assert not (crawls.root.parent / "escaped").exists()


def test_every_test_that_the_security_table_names_is_there():
    text = (PROJECT / "CONTRIBUTING.md").read_text()
    named = re.findall(r"`(tests/[\w/]+\.py)::([\w:]+)`", text)
    assert len(named) > 15
    for file, test in named:
        source = (PROJECT / file).read_text()
        for part in test.split("::"):
            assert re.search(rf"(?:def|class) {part}\b", source), f"{file}::{test}"
