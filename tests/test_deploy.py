"""What stands ready under deploy/: systemd takes it, and it names what is there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from newscrawl.cli.main import _parser
from newscrawl.report.verdict import CAUSES, WORST_FIRST

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
    assert told - verdicts <= {"not_allowed", "damaged"}
