"""A Django view and its URL patterns in the shape of the standard library, so that nothing need be installed."""
import html
import json
import os
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

env = os.environ
api = env["CYCLR_API_DOMAIN"] if "://" in env["CYCLR_API_DOMAIN"] else "https://" + env["CYCLR_API_DOMAIN"]


def call(method, path, body=None, headers=None):
    """One call to Cyclr's API: a form for the partner's token, JSON for the rest."""
    form = path == "/oauth/token"
    data = None if body is None else (urllib.parse.urlencode(body) if form else json.dumps(body)).encode()
    kind = "application/x-www-form-urlencoded" if form else "application/json"
    request = urllib.request.Request(api + path, data, {"Content-Type": kind, **(headers or {})}, method=method)
    with urllib.request.urlopen(request, timeout=10) as response:
        return json.load(response)


def partner_headers():
    """Keep this token in a real app: it lives for days."""
    form = {"grant_type": "client_credentials", "client_id": env["CYCLR_CLIENT_ID"], "client_secret": env["CYCLR_CLIENT_SECRET"]}
    token = call("POST", "/oauth/token", form)["access_token"]
    return {"Authorization": "Bearer " + token, "X-Cyclr-Account": env["CYCLR_ACCOUNT_ID"]}


def view(connector):
    """What the element needs of a connector; never its AuthValue."""
    return {
        "id": str(connector["Id"]),
        "name": connector["Name"],
        "description": None,
        "icon": connector["Connector"].get("Icon"),
        "serviceOrigin": None,
        "authType": connector["Connector"]["AuthType"],
        "oauth2Type": "Unknown",
        "authDescription": None,
        "authenticated": connector["Authenticated"],
        "fields": [],
    }


PAGE = """<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Integrations</title>
  <link rel="icon" href="data:," />
  <script type="module" src="/page.js"></script>
  <script type="module" src="/assets/cyclr-connect.js"></script>
  <h1>Integrations</h1>
  <cyclr-connect service-domain="{service}" connector-id="1002" token="{token}" name="Capsule"></cyclr-connect>
  <cyclr-connect id="key"></cyclr-connect>
</html>
"""


class Handler(BaseHTTPRequestHandler):
    # Your own session decides whose account this is; here there is one.
    def do_GET(self):
        if self.path == "/":
            path = "/v1.0/accounts/" + env["CYCLR_ACCOUNT_ID"] + "/signintoken"
            token = call("POST", path, {"Username": "ada"}, partner_headers())["Token"]
            page = PAGE.format(service=html.escape(env["CYCLR_SERVICE_DOMAIN"]), token=html.escape(token))
            self.answer(page.encode(), "text/html; charset=utf-8")
        elif self.path in ("/assets/cyclr-connect.js", "/page.js"):
            name = "page.js" if self.path == "/page.js" else "node_modules/cyclr-connect/dist/cyclr-connect.js"
            with open(name, "rb") as script:
                self.answer(script.read(), "text/javascript")
        elif self.path == "/connector":
            connector = call("GET", "/v1.0/account/connectors/1003", headers=partner_headers())
            self.answer(json.dumps(view(connector)).encode(), "application/json")
        else:
            self.send_error(404)

    def do_POST(self):
        # In Django the CSRF middleware does this.
        if self.path != "/connector" or self.headers.get("Sec-Fetch-Site") != "same-origin":
            return self.send_error(403)
        key = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["credential"]["key"]
        connector = call("PUT", "/v1.0/account/connectors/1003", {"AuthValue": key}, partner_headers())
        self.answer(json.dumps(view(connector)).encode(), "application/json")

    def answer(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Addresses may hold what no log should."""


ThreadingHTTPServer(("127.0.0.1", int(env.get("PORT", "3000"))), Handler).serve_forever()
