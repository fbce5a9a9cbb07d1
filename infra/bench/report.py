"""From runs to medians, and from medians to the tables in docs/performance.md."""
import os
import platform
import statistics

START, END = "<!-- figures: infra/bench/run writes what is between these lines -->", "<!-- end of figures -->"
BASE = "nginx"
TITLES = {
    "direct": "upstream, no gateway",
    "nginx": "nginx, plain proxy",
    "nginx-64k": "nginx, 64 KB buffers",
    "bursar": "**Bursar**",
    "portkey": "Portkey",
}


class Figures:
    def __init__(self, runs):
        self.runs = runs
        self.candidates = list(dict.fromkeys(run.candidate for run in runs))
        self.scenarios = list(dict.fromkeys(run.scenario for run in runs))

    def of(self, candidate, scenario):
        return [run for run in self.runs if run.candidate == candidate and run.scenario == scenario]

    def median(self, candidate, scenario, field):
        return statistics.median(getattr(run, field) for run in self.of(candidate, scenario))

    def ratio(self, candidate, scenario):
        """The median of the ratios within a round: what disturbs a round disturbs both."""
        base = {run.round: run.cpu_us for run in self.of(BASE, scenario)}
        ratios = [run.cpu_us / base[run.round] for run in self.of(candidate, scenario) if base.get(run.round)]
        return statistics.median(ratios) if ratios else None

    def trouble(self):
        return [f"{run.candidate}, {run.scenario}, round {run.round}: {run.trouble}" for run in self.runs if run.trouble]


def console(figures):
    lines = []
    for scenario in figures.scenarios:
        lines.append(f"\n{scenario:12} {'cpu µs':>8} {'× nginx':>8} {'req/s':>8} {'p50 µs':>8} {'p99 µs':>9} {'RSS MiB':>8} {'behind':>8}")
        for candidate in figures.candidates:
            ratio = figures.ratio(candidate, scenario)
            of = lambda field: figures.median(candidate, scenario, field)
            lines.append(f"{candidate:12} {of('cpu_us'):8.1f} {ratio if ratio else 0:8.2f} {of('rps'):8.0f} "
                         f"{of('p50_us'):8.0f} {of('p99_us'):9.0f} {of('rss_mib'):8.0f} {of('behind_us'):8.1f}")
    return "\n".join(lines)


def markdown(figures, facts):
    parts = ["CPU microseconds per request, and the ratio to nginx in the same rounds:", cpu_table(figures),
             "Latency (half of the requests / 99 in 100 under it) and memory:", latency_table(figures),
             behind(figures), "\n".join(f"- {fact}" for fact in facts)]
    return "\n\n".join(part for part in parts if part)


def cpu_table(figures):
    rows = [["", *figures.scenarios]]
    for candidate in figures.candidates:
        rows.append([title(candidate), *(cpu_cell(figures, candidate, scenario) for scenario in figures.scenarios)])
    return table(rows)


def cpu_cell(figures, candidate, scenario):
    ratio = figures.ratio(candidate, scenario)
    cpu = f"{figures.median(candidate, scenario, 'cpu_us'):,.1f}"
    return cpu if ratio is None or candidate in (BASE, "direct") else f"{cpu} ({ratio:.2f} ×)"


def latency_table(figures):
    rows = [["", *figures.scenarios, "memory"]]
    for candidate in figures.candidates:
        cells = [f"{millis(figures, candidate, s, 'p50_us')} / {millis(figures, candidate, s, 'p99_us')}" for s in figures.scenarios]
        memory = max(run.rss_mib for run in figures.runs if run.candidate == candidate)
        rows.append([title(candidate), *cells, f"{memory:.0f} MiB"])
    return table(rows)


def millis(figures, candidate, scenario, field):
    value = figures.median(candidate, scenario, field) / 1000
    return f"{value:.2f} ms" if value < 10 else f"{value:.0f} ms"


def behind(figures):
    if not any(run.behind_us for run in figures.runs):
        return ""
    cells = [f"{figures.median('bursar', s, 'behind_us'):.0f} µs on `{s}`" for s in figures.scenarios]
    return f"Bursar's control plane and database spent, beside that, on each request: {', '.join(cells)}."


def title(candidate):
    return TITLES.get(candidate, candidate)


def table(rows):
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def machine():
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), platform.machine())
    with open("/proc/meminfo") as file:
        gib = int(file.readline().split()[1]) / 1024 / 1024
    with open("/etc/os-release") as file:
        name = next(line.split("=")[1].strip().strip('"') for line in file if line.startswith("PRETTY_NAME"))
    return f"{os.cpu_count()} × {model}, {gib:.0f} GiB, {name}, Linux {platform.release().split('-')[0]}; load and candidates share the machine"


def write(path, text):
    with open(path) as file:
        document = file.read()
    before, rest = document.split(START)
    after = rest.split(END)[1]
    with open(path, "w") as file:
        file.write(f"{before}{START}\n\n{text}\n\n{END}{after}")
