"""Runs the checks of scim2-tester against a server: scim2_check.py ADDRESS TOKEN. One line for each check."""

import sys

from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server

address, token = sys.argv[1:3]
http = Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=60)
results = check_server(SyncSCIMClient(http))
for result in results:
    print(result.status.name, result.title, "-", (result.reason or "").replace("\n", " ")[:300])
counts = {status.name: sum(r.status == status for r in results) for status in Status}
print("scim2-tester:", counts)
sys.exit(any(result.status in (Status.ERROR, Status.CRITICAL) for result in results))
