"""Puts the same load on each candidate in turn, round after round, and reports medians. Started by `run`."""
import argparse
import datetime
import json
import dataclasses
import os
import shlex
import sys
import time

import candidates
import measure
import report

# Scenario, requests until a candidate counts as warm. In slices, because what a gateway has to report after each must
# fit its spool.
WARM_UP = (("json64", 200_000), ("stream64", 60_000), ("paced64", 500))
SLICE_SECONDS = 5


def parse(arguments):
    parser = argparse.ArgumentParser(prog="infra/bench/run", description="Measures Bursar's gateway against its peers.")
    parser.add_argument("-r", "--rounds", type=int, default=3)
    parser.add_argument("-d", "--seconds", type=int, default=5, help="of load for each measurement (default 5)")
    parser.add_argument("-w", "--warm-up", type=int, default=60, help="seconds at most for each candidate and kind of answer (default 60)")
    parser.add_argument("-s", "--scenarios", default="json8,json64,stream64,paced64,rate,long64",
                        help="some of " + ",".join(measure.SCENARIOS))
    parser.add_argument("-c", "--candidates", default="direct,nginx,nginx-64k,bursar,portkey")
    parser.add_argument("-g", "--given", metavar="FILE", help="more candidates, as JSON: see candidates.py, class Given")
    parser.add_argument("-o", "--out", metavar="FILE", help="every run, as JSON")
    parser.add_argument("--write", metavar="FILE", help="put the tables into this document (default docs/performance.md)")
    parser.add_argument("--no-write", action="store_true", help="only print")
    parser.add_argument("--no-build", action="store_true", help="start Bursar as it was last built")
    parser.add_argument("--work", required=True, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    options.scenarios = options.scenarios.split(",")
    unknown = [name for name in options.scenarios if name not in measure.SCENARIOS]
    if unknown:
        parser.error("unknown scenario " + ", ".join(unknown))
    return options


def main(arguments):
    options = parse(arguments)
    given = []
    if options.given:
        with open(options.given) as file:
            given = json.load(file)
    chosen = candidates.all_of(options.candidates.split(","), given, options.work, f"{options.work}/peers", not options.no_build)
    started = []
    try:
        for candidate in chosen:
            started.append(candidate)
            candidate.start()
            print(f"{candidate.name} is up: {measure.rss_mib(candidate.pids()):.0f} MiB {candidate.version()}", flush=True)
        warm_up(chosen, options.warm_up)
        runs = rounds(chosen, options)
        versions = {c.name: c.version() for c in chosen}
    finally:
        for candidate in reversed(started):
            candidate.stop()
    finish(runs, versions, options, arguments)


def warm_up(chosen, seconds):
    for candidate in chosen:
        for scenario, wanted in WARM_UP if candidate.name != "direct" else ():
            deadline = time.monotonic() + seconds
            while wanted > 0 and time.monotonic() < deadline:
                wanted -= measure.measure(candidate, scenario, SLICE_SECONDS, 0).requests


def rounds(chosen, options):
    runs = []
    for number in range(1, options.rounds + 1):
        for scenario in options.scenarios:
            for candidate in chosen:
                run = measure.measure(candidate, scenario, options.seconds, number)
                runs.append(run)
                print(f"{number} {scenario:9} {run.candidate:12} {run.rps:9.0f}/s cpu {run.cpu_us:8.1f} µs p50 {run.p50_us:.0f} "
                      f"p99 {run.p99_us:.0f} rss {run.rss_mib:.0f} {run.trouble}", flush=True)
    return runs


def finish(runs, versions, options, arguments):
    figures = report.Figures(runs)
    print(report.console(figures))
    for trouble in figures.trouble():
        print("not a clean run:", trouble, file=sys.stderr)
    if options.out:
        with open(options.out, "w") as file:
            json.dump([dataclasses.asdict(run) for run in runs], file, indent=1)
    if not options.no_write:
        path = options.write or f"{candidates.ROOT}/docs/performance.md"
        report.write(path, report.markdown(figures, facts(figures, versions, arguments)))


def facts(figures, versions, arguments):
    shown = list(arguments)
    del shown[shown.index("--work"):shown.index("--work") + 2]
    yield f"{datetime.date.today()}, `infra/bench/run{' ' if shown else ''}{shlex.join(shown)}`, medians of the rounds."
    yield f"Machine: {report.machine()}."
    yield "Versions: " + "; ".join(f"{report.title(name)} {version}" for name, version in versions.items() if version) + "."
    if "portkey" not in versions:
        yield "Portkey was not measured: its package could not be had from npm."
    for trouble in figures.trouble():
        yield f"Not a clean run: {trouble}."


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except candidates.Failed as failed:
        sys.exit(f"bench: {failed}")
    except KeyboardInterrupt:
        sys.exit(130)
