"""The rows of the performance table, as Markdown."""
from dataclasses import dataclass


@dataclass
class Row:
    what: str
    measured: str
    aim: str = ""
    must: str = ""
    verdict: str = ""  # aim, must, FAILS or skipped

    def text(self):
        return f"| {self.what} | {self.measured} | {self.aim} | {self.must} | {self.verdict} |"


HEAD = "| what | measured | aim | must | holds |\n|---|---|---|---|---|"


def at_most(what, value, measured, aim, must):
    verdict = "aim" if value <= aim else "must" if value <= must else "**FAILS**"
    return Row(what, measured, f"{aim:g}", f"{must:g}", verdict)


def at_least(what, value, measured, must):
    return Row(what, measured, "", f"≥ {must:g}", "must" if value >= must else "**FAILS**")


def skipped(what, reason):
    return Row(what, f"skipped: {reason}", verdict="skipped")


def failed(what, reason):
    return Row(what, reason, verdict="**FAILS**")


def fails(rows):
    return [row for row in rows if "FAILS" in row.verdict]
