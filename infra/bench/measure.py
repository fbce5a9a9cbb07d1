"""One measurement: wrk's load on one candidate, and what its processes spent on it."""
import dataclasses
import os
import re
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
# Work that a candidate puts off (a report of usage, a garbage collection) counts too: after the load its processes
# are waited for until they are as good as idle.
IDLE_SHARE = 0.03
IDLE_WINDOW_SECONDS = 0.5
IDLE_PATIENCE_SECONDS = 60


@dataclasses.dataclass(frozen=True)
class Scenario:
    connections: int
    stream: bool = False
    paced: bool = False  # one event each 5 ms
    delay_millis: int = 0  # mean pause of a connection between two requests
    prompt_bytes: int = 0


SCENARIOS = {
    "json8": Scenario(8),
    "json64": Scenario(64),
    "json256": Scenario(256),
    "stream64": Scenario(64, stream=True),
    "paced64": Scenario(64, stream=True, paced=True),
    "rate": Scenario(8, delay_millis=60),
    "long64": Scenario(64, prompt_bytes=100_000),
}


@dataclasses.dataclass(frozen=True)
class Run:
    candidate: str
    scenario: str
    round: int
    requests: int
    rps: float
    cpu_us: float  # CPU microseconds of the candidate's processes for each completed request
    behind_us: float  # the same of the processes behind it: Bursar's control plane and database
    p50_us: float
    p99_us: float
    rss_mib: float
    trouble: str  # what wrk says of errors; empty in a good run


def measure(candidate, name, seconds, number):
    scenario = SCENARIOS[name]
    before, behind_before = cpu_seconds(candidate.pids()), cpu_seconds(candidate.pids_behind())
    out = subprocess.run(wrk(candidate, scenario, seconds), env=environment(candidate, scenario),
                         capture_output=True, text=True, timeout=seconds + 60, check=True).stdout
    candidate.settle()
    wait_until_idle(candidate.pids())
    requests = int(re.search(r"(\d+) requests in", out)[1])
    each = 1e6 / max(1, requests)
    return Run(candidate.name, name, number, requests,
               rps=float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]),
               cpu_us=(cpu_seconds(candidate.pids()) - before) * each,
               behind_us=(cpu_seconds(candidate.pids_behind()) - behind_before) * each,
               p50_us=percentile(out, 50), p99_us=percentile(out, 99),
               rss_mib=rss_mib(candidate.pids()),
               trouble="; ".join(re.findall(r"(?:Socket errors|Non-2xx)[^\n]*", out)))


def wrk(candidate, scenario, seconds):
    return ["wrk", "-t1", f"-c{scenario.connections}", f"-d{seconds}s", "--timeout", "20s", "--latency",
            "-s", f"{HERE}/post.lua", candidate.address(scenario.paced) + "/"]


def environment(candidate, scenario):
    headers = candidate.headers(scenario.paced)
    return dict(os.environ,
                MODEL=candidate.model(scenario.paced),
                KEY=candidate.key,
                STREAM="true" if scenario.stream else "false",
                PROMPT_BYTES=str(scenario.prompt_bytes),
                DELAY_MILLIS=str(scenario.delay_millis),
                HEADERS="\n".join(f"{name}: {value}" for name, value in headers.items()))


def percentile(out, percent):
    found = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)\b", out)
    return float(found[1]) * {"us": 1, "ms": 1e3, "s": 1e6}[found[2]]


def wait_until_idle(pids):
    deadline = time.monotonic() + IDLE_PATIENCE_SECONDS
    spent = cpu_seconds(pids)
    while time.monotonic() < deadline:
        time.sleep(IDLE_WINDOW_SECONDS)
        now = cpu_seconds(pids)
        if now - spent <= IDLE_SHARE * IDLE_WINDOW_SECONDS:
            return
        spent = now


def with_children(pid):
    pids = [pid]
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children") as children:
                for child in children.read().split():
                    pids += with_children(int(child))
    except FileNotFoundError:
        pass
    return pids


def cpu_seconds(pids):
    ticks = 0
    for pid in (p for parent in pids for p in with_children(parent)):
        try:
            with open(f"/proc/{pid}/stat") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        except FileNotFoundError:
            pass  # ended meanwhile
    return ticks / TICKS_PER_SECOND


def rss_mib(pids):
    kib = 0
    for pid in (p for parent in pids for p in with_children(parent)):
        with open(f"/proc/{pid}/status") as status:
            found = re.search(r"VmRSS:\s+(\d+)", status.read())
        kib += int(found[1]) if found else 0
    return kib / 1024
