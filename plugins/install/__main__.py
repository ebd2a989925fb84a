"""`make install HOST=… [SERVER=nginx] [RUN=1]`: prints what sets a machine up, and does it if asked."""

import argparse
import subprocess
import sys
from pathlib import Path

from plugins.common import conf, standard_output
from plugins.common.errors import SiteError, nearest
from plugins.common.interruption import exit_code
from plugins.common.settings import setting
from plugins.common.text import for_terminal
from plugins.install import plan, readiness
from plugins.install.plan import SERVERS, InstallStep, Machine
from plugins.moderation.core import settings
from plugins.moderation.core.desk import RULES_FILE
from plugins.moderation.core.settings import Settings

_PUBLISHED = "publishconf.py"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make install", description="Set up a machine with Debian.")
    parser.add_argument("host", help="as ssh knows it; who logs in there may use sudo")
    parser.add_argument("--server", default=SERVERS[0], help=f"{' or '.join(SERVERS)} (default: %(default)s)")
    parser.add_argument("--contact", default="", help="where the certificate's authority writes to (nginx)")
    parser.add_argument("--run", action="store_true", help="do it; without, it is only printed")
    options = parser.parse_args(arguments)
    try:
        machine = _machine(options.host, options.server, options.contact)
    except (ValueError, SiteError) as error:
        print(for_terminal(str(error)), file=sys.stderr)
        return 1
    if options.run:
        return _run(machine)
    standard_output.write(plan.told(machine))
    standard_output.write("Nothing was done. To have it done: the same command with RUN=1.")
    return 0


def _machine(host: str, server: str, contact: str) -> Machine:
    """Raises ValueError, and SiteError with all that its settings lack."""
    if not plan.is_host(host):
        raise ValueError(f"“{host}” is not a host. Write HOST=zoe@blog.zoe.fr, as for ssh.")
    if server not in SERVERS:
        raise ValueError(f"“{server}” is not a server that is known here. {nearest(server, SERVERS)}")
    site = conf.read(_PUBLISHED).settings
    rules = _rules()
    address = str(site["SITEURL"])
    mail = bool(rules.mail.imap or rules.mail.moderator)
    web = bool(setting(site, "COMMENT_INTAKE_URL"))
    machine = Machine(host, readiness.name_of(address), server, web, mail, contact)
    if problems := list(readiness.problems(address, machine, site, rules)):
        raise SiteError(problems)
    return machine


def _rules() -> Settings:
    path = Path(RULES_FILE)
    return settings.parse(path.read_text(encoding="utf-8"), RULES_FILE) if path.is_file() else Settings()


def _run(machine: Machine) -> int:
    steps = list(plan.steps(machine))
    for number, step in enumerate(steps, 1):
        standard_output.write(f"{number} of {len(steps)}: {step.what}")
        if code := _carried_out(machine, step):
            standard_output.write(
                f"Step {number} stopped with {code}. Mend it and run the same again: all may be done twice."
            )
            return 1
    standard_output.write(f"https://{machine.name}/")
    return 0


def _carried_out(machine: Machine, step: InstallStep) -> int:
    """Carry out a step; the exit code."""
    script = "\n".join(("set -eu", *step.commands, ""))
    shell = ["sh", "-s"] if step.here else ["ssh", machine.host, f"{machine.sudo}sh -s"]
    return subprocess.run(shell, input=script, text=True, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(exit_code(main))
