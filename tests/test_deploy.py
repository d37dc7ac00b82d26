"""What stands ready under deploy/: systemd takes it, and it names what is there."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from newscrawl.cli.main import _parser
from newscrawl.report.verdict import BUSY, CAUSES, FINE, INTERRUPTED, WORST_FIRST

DEPLOY = Path(__file__).parents[1] / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
RUNBOOK = (DEPLOY / "README.md").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_the_unit(unit):
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    faults = [line for line in done.stderr.splitlines() if "is not executable" not in line]
    assert faults == []  # the program itself stands in /opt on the machine it is for


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_a_run_is_well_hardened(tmp_path):
    unit = tmp_path / "newscrawl@site.service"
    unit.write_bytes((DEPLOY / "systemd" / "newscrawl@.service").read_bytes())
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    exposure = float(re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)[1])
    assert exposure < 2


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_calls_commands_that_there_are(unit):
    known = _parser()._subparsers._group_actions[0].choices
    called = re.findall(r"bin/newscrawl (\w+)", unit.read_text(encoding="utf-8"))
    assert all(command in known for command in called)


def test_a_busy_site_is_no_failure_and_a_missed_run_is_made_up_for():
    assert "SuccessExitStatus=75" in (DEPLOY / "systemd" / "newscrawl@.service").read_text()
    assert "Persistent=true" in (DEPLOY / "systemd" / "newscrawl@.timer").read_text()


def test_the_runbook_says_what_to_do_for_every_exit_code_and_verdict():
    table = RUNBOOK[RUNBOOK.index("## What to do when") :]
    rows = [
        row.split("|") for row in table.splitlines() if row.startswith("| ") and "---" not in row
    ]
    codes = {int(code) for row in rows for code in re.findall(r"\b\d+\b", row[1])}
    verdicts = {name for row in rows for name in re.findall(r"`(\w+)`", row[2])}
    assert codes == set(WORST_FIRST)
    told = {"fine", "storage", "interrupted", "defect", "killed", *CAUSES}
    assert told == verdicts


def test_the_readme_names_every_verdict():
    readme = (DEPLOY.parent / "README.md").read_text(encoding="utf-8")
    table = readme[readme.index("| verdict |") :].partition("\n\n")[0]
    named = {
        name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])
    }
    assert {"fine", *named} >= {"storage", "interrupted", "defect", "killed", *CAUSES}


@pytest.mark.parametrize(
    ("status", "told"),
    [("0", "0"), ("75", "0"), ("3", "3"), ("70", "70"), ("KILL", "1"), ("TERM", "1"), ("", "1")],
)
def test_a_ping_tells_how_the_run_ended(tmp_path, status, told):
    assert pinged(tmp_path, {"EXIT_STATUS": status, "PING_URL": "https://ping.example/x"}) == [
        f"https://ping.example/x/{told}"
    ]


def test_without_an_address_nothing_is_pinged(tmp_path):
    assert pinged(tmp_path, {"EXIT_STATUS": "0"}) == []


def pinged(tmp_path, environment):
    """Run the unit's last command with a curl that writes down the address."""
    unit = (DEPLOY / "systemd" / "newscrawl@.service").read_text(encoding="utf-8")
    command = shlex.split(re.search(r"^ExecStopPost=(.*)$", unit, re.MULTILINE)[1])
    noted = tmp_path / "noted"
    curl = tmp_path / "curl"
    curl.write_text(f'#!/bin/sh\nfor last; do :; done; echo "$last" >> {noted}\n')
    curl.chmod(0o755)
    subprocess.run(command, env={"PATH": f"{tmp_path}:/bin", **environment}, check=True)
    return noted.read_text().split() if noted.exists() else []


def test_the_metrics_are_written_where_the_collector_reads_them_and_can():
    unit = (DEPLOY / "systemd" / "newscrawl-metrics.service").read_text(encoding="utf-8")
    folder = re.search(r"^Environment=METRICS_DIR=(\S+)$", unit, re.MULTILINE)[1]
    assert f"ReadWritePaths=-{folder}\n" in unit
    assert "${METRICS_DIR}/newscrawl.prom" in unit
    assert "UMask=0022" in unit
    assert f"{folder}/newscrawl.prom" in (DEPLOY / "crontab").read_text(encoding="utf-8")


def test_a_run_that_only_has_to_be_repeated_wakes_nobody():
    alerts = (DEPLOY / "alerts.yml").read_text(encoding="utf-8")
    first = re.search(r"expr: newscrawl_last_run_exit_code (.*)", alerts)[1]
    assert set(map(int, re.findall(r"!= (\d+)", first))) == {FINE, INTERRUPTED, BUSY}


def test_the_image_is_made_of_packages_checked_against_their_hashes():
    file = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    installs = re.findall(r"pip (?:install|wheel) [^\n]*", file)
    assert installs
    assert all("--require-hashes" in line or "--no-index" in line for line in installs)
