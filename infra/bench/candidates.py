"""What is measured: how each candidate is started, called and stopped."""
import http.client
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FAST, PACED = 21001, 21002  # nginx.conf names them too
PORTKEY_PORT = 21110
BURSAR_BASE_PORT = 21115  # and the five after it
PATIENCE_SECONDS = 90
SETTLE_SECONDS = 300


class Failed(Exception):
    """A candidate cannot be measured; the message says why."""


class Candidate:
    """A server that listens at a port of this machine. Subclasses override what differs."""

    def __init__(self, name, port, paced_port=None, folder=None):
        self.name = name
        self.port = port
        self.paced_port = paced_port or port
        self.folder = folder
        self.key = "sk-none"
        self.process = None

    def start(self):
        """Starts it, and waits until it has answered a request of either kind."""
        self.launch()
        self.wait_for_answer(time.monotonic() + PATIENCE_SECONDS)
        status, body = ask(self, stream=True)
        if status != 200 or b"[DONE]" not in body:
            raise Failed(f"{self.name} does not stream: {status} {body[-300:]!r}")

    def launch(self):
        self.process = subprocess.Popen(
            self.command(), stdin=subprocess.DEVNULL,
            stdout=open(f"{self.folder}/{self.name}.log", "w"), stderr=subprocess.STDOUT)

    def command(self):
        raise NotImplementedError

    def wait_for_answer(self, deadline):
        answer = "nothing"
        while time.monotonic() < deadline:
            try:
                answer = ask(self)
                if answer[0] == 200:
                    return
            except OSError:
                pass
            if self.process and self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise Failed(f"{self.name} did not answer 200 but {answer}; its log is in {self.folder}")

    def stop(self):
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def settle(self):
        """Waits until work that it put off during the load is done."""

    def version(self):
        return ""

    def pids(self):
        return [self.process.pid]

    def pids_behind(self):
        return []

    def address(self, paced):
        return f"http://127.0.0.1:{self.paced_port if paced else self.port}"

    def model(self, paced):
        return "gpt-4o-mini"

    def headers(self, paced):
        return {}


class Direct(Candidate):
    """The upstream itself: what remains of the figures without any gateway."""

    def __init__(self, folder):
        super().__init__("direct", FAST, PACED, folder)

    def command(self):
        binary = f"{self.folder}/upstream"
        subprocess.run(["gcc", "-O2", "-o", binary, f"{HERE}/upstream.c"], check=True)
        return [binary, str(FAST), str(PACED), "5"]


class Nginx(Candidate):
    def __init__(self, name, port, buffer, folder):
        super().__init__(name, port, port + 1, folder)
        self.buffer = buffer

    def command(self):
        home = f"{self.folder}/{self.name}"
        os.makedirs(home, exist_ok=True)
        with open(f"{HERE}/nginx.conf") as template, open(f"{home}/nginx.conf", "w") as filled:
            filled.write(template.read().replace("PACED_PORT", str(self.paced_port)).replace("PORT", str(self.port))
                         .replace("BUFFER", self.buffer))
        return ["nginx", "-p", home, "-c", f"{home}/nginx.conf"]

    def version(self):
        shown = subprocess.run(["nginx", "-v"], capture_output=True, text=True).stderr
        return shown.split(":")[-1].strip()


class Portkey(Candidate):
    """Portkey's gateway from npm, told by headers which host to call."""

    def __init__(self, folder, peers):
        super().__init__("portkey", PORTKEY_PORT, folder=folder)
        self.package = f"{peers}/node_modules/@portkey-ai/gateway"

    def command(self):
        return ["node", f"{self.package}/build/start-server.js", f"--port={PORTKEY_PORT}", "--headless"]

    def version(self):
        with open(f"{self.package}/package.json") as package:
            return f"@portkey-ai/gateway {json.load(package)['version']}, Node {os.popen('node --version').read().strip()}"

    def headers(self, paced):
        return {"x-portkey-provider": "openai",
                "x-portkey-custom-host": f"http://127.0.0.1:{PACED if paced else FAST}/v1"}


class Bursar(Candidate):
    """A whole installation, started by ./bursar: the key has a hard cap, and the gateway leases, meters and reports."""

    CAP_USD = "1000000"

    def __init__(self, folder, build):
        super().__init__("bursar", 0, folder=folder)
        self.build = build
        self.home = f"{folder}/bursar"
        self.management = 0

    def launch(self):
        up = json.loads(self.launcher("up", "--json", "--fresh", *([] if self.build else ["--no-build"])))
        self.port = self.paced_port = urllib.parse.urlparse(up["gateway"]).port
        self.management = self.port + 1
        operator = Admin(up["adminApi"], login(up, "Platform operator"))
        for slug, port in (("fast", FAST), ("paced", PACED)):
            provider = operator.post("/providers", {
                "name": f"Bench, {slug}", "slug": slug, "baseUrl": f"http://127.0.0.1:{port}/v1",
                "credential": "sk-upstream", "privateNetwork": True})
            operator.post("/models", {
                "providerId": provider["id"], "upstreamModel": "gpt-4o-mini", "contextTokens": 128_000,
                "maxOutputTokens": 16_384, "inputUsdPerMillion": "0.15", "outputUsdPerMillion": "0.60"})
        admin = Admin(up["adminApi"], login(up, "Organization admin"))
        organization = admin.get("")
        # Budgets that the load cannot reach: above what one person may raise by default.
        admin.patch("", {"fourEyesAboveUsd": self.CAP_USD}, version=organization["version"])
        for budget in admin.get("/budgets?scope=organization")["items"]:
            admin.patch(f"/budgets/{budget['id']}", {"limitUsd": self.CAP_USD}, version=budget["version"])
        self.key = admin.post("/keys", {"name": "Bench", "models": ["fast/*", "paced/*"], "capUsd": self.CAP_USD})["secret"]

    def settle(self):
        deadline = time.monotonic() + SETTLE_SECONDS
        while self.unreported() and time.monotonic() < deadline:
            time.sleep(0.2)

    def unreported(self):
        """Usage events that the control plane does not have yet."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.management}/actuator/health", timeout=10) as response:
            return json.load(response)["details"]["unreportedEvents"]

    def stop(self):
        self.launcher("down")

    def launcher(self, *arguments):
        environment = dict(os.environ, BURSAR_HOME=self.home, BURSAR_PORT_BASE=str(BURSAR_BASE_PORT))
        done = subprocess.run([f"{ROOT}/bursar", *arguments], env=environment, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            raise Failed(f"./bursar {' '.join(arguments)} failed; see {self.home}/logs")
        return done.stdout

    def version(self):
        return "commit " + os.popen(f"git -C {ROOT} describe --always --dirty").read().strip()

    def pids(self):
        return [self.pid("gateway")]

    def pids_behind(self):
        return [self.pid("control-plane")]

    def pid(self, service):
        with open(f"{self.home}/run/{service}.pid") as file:
            return int(file.read().split()[0])

    def model(self, paced):
        return ("paced" if paced else "fast") + "/gpt-4o-mini"


class Given(Candidate):
    """One more, described in a file: {"name": …, "port": …, "command": […] or "pid": …, "key": …, "model": …, "paced_model": …}."""

    def __init__(self, described, folder):
        super().__init__(described["name"], described["port"], described.get("paced_port"), folder)
        self.described = described
        self.key = described.get("key", self.key)

    def launch(self):
        if "command" in self.described:
            super().launch()

    def command(self):
        return self.described["command"]

    def pids(self):
        return [self.described["pid"]] if "pid" in self.described else super().pids()

    def model(self, paced):
        model = self.described.get("model", "gpt-4o-mini")
        return self.described.get("paced_model", model) if paced else model


class Admin:
    """The Admin API in the hands of one of the demo logins."""

    def __init__(self, base, login):
        self.base = base
        self.token = ""
        self.token = self.call("POST", "/issuer/token", {"email": login["email"], "password": login["password"]})["access_token"]
        organization = self.call("GET", "/admin/v1/me")["organizations"][0]["organizationId"]
        self.path = f"/admin/v1/organizations/{organization}"

    def get(self, path):
        return self.call("GET", self.path + path)

    def post(self, path, body):
        return self.call("POST", self.path + path, body)

    def patch(self, path, body, version):
        return self.call("PATCH", self.path + path, body, {"If-Match": f'"{version}"'})

    def call(self, method, path, body=None, headers={}):
        request = urllib.request.Request(self.base + path, method=method, data=json.dumps(body).encode() if body else None)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            request.add_header(name, value)
        if self.token:
            request.add_header("Authorization", "Bearer " + self.token)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return json.load(response)
        except urllib.error.HTTPError as refused:
            raise Failed(f"{method} {path}: {refused.code} {refused.read().decode()[:500]}") from None


def login(up, role):
    return next(login for login in up["logins"] if login["role"] == role)


def ask(candidate, stream=False):
    """One call. Returns status and body."""
    connection = http.client.HTTPConnection("127.0.0.1", candidate.port, timeout=10)
    body = {"model": candidate.model(False), "max_tokens": 64, "stream": stream,
            "messages": [{"role": "user", "content": "hi"}]}
    headers = {"Content-Type": "application/json", "Authorization": "Bearer " + candidate.key} | candidate.headers(False)
    try:
        connection.request("POST", "/v1/chat/completions", json.dumps(body), headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def all_of(names, given, folder, peers, build):
    """The candidates asked for, as far as this machine has what they need; says what is left out."""
    made = []
    for name in names:
        if name == "direct":
            made.append(Direct(folder))
        elif name == "nginx":
            made.append(Nginx("nginx", 21111, "4k", folder))
        elif name == "nginx-64k":
            made.append(Nginx("nginx-64k", 21113, "64k", folder))
        elif name == "bursar":
            made.append(Bursar(folder, build))
        elif name == "portkey":
            if shutil.which("node") and os.path.isfile(f"{peers}/installed.json"):
                made.append(Portkey(folder, peers))
            else:
                print("portkey is left out: node or its npm package is missing.", file=sys.stderr)
        else:
            raise Failed(f"unknown candidate {name}")
    return made + [Given(described, folder) for described in given]
