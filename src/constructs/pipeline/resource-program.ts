/** Runs in the step's container with nothing but Python's own library. Fills in inputs, creates, waits, writes outputs. */
export const RESOURCE_PROGRAM = `import argparse, json, os, re, signal, ssl, sys, time, urllib.error, urllib.request

parser = argparse.ArgumentParser()
parser.add_argument("--manifest", type=json.loads)
parser.add_argument("--settings", type=json.loads)
parser.add_argument("--run")
parser.add_argument("--input", nargs=2, action="append", default=[])
parser.add_argument("--output", nargs=2, action="append", default=[])
args = parser.parse_args()
settings, inputs = args.settings, dict(args.input)
account = os.environ.get("SERVICE_ACCOUNT_DIR", "/var/run/secrets/kubernetes.io/serviceaccount")
server = "https://{}:{}".format(os.environ["KUBERNETES_SERVICE_HOST"], os.environ["KUBERNETES_SERVICE_PORT"])
tls = ssl.create_default_context(cafile=account + "/ca.crt")


def call(method, path, body=None, kind="application/json", missing=None):
    with open(account + "/token") as file:
        headers = {"Authorization": "Bearer " + file.read(), "Content-Type": kind}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(server + path, data, headers, method=method)
    for turn in range(6):
        try:
            with urllib.request.urlopen(request, context=tls, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code == missing:
                return None
            if error.code not in (429, 500, 502, 503, 504) or turn == 5:
                sys.exit("{} {}: {} {}".format(method, path, error.code, error.read().decode(errors="replace")))
        except OSError as error:
            if turn == 5:
                sys.exit("{} {}: {}".format(method, path, error))
        time.sleep(2 ** turn)


def typed(name):
    value = inputs.get(name)
    if value is None or settings["types"].get(name) == "STRING":
        return value
    value = json.loads(value)
    return int(value) if settings["types"][name] == "NUMBER_INTEGER" else value


def filled(value):
    if isinstance(value, dict):
        return {filled(key): filled(item) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item) for item in value]
    if not isinstance(value, str):
        return value
    alone = re.fullmatch(r"<<inputs\\.([^>]+)>>", value)
    if alone:
        return typed(alone.group(1))
    return re.sub(r"<<inputs\\.([^>]+)>>", lambda found: inputs.get(found.group(1), ""), value)


manifest = filled(args.manifest)
with open(account + "/namespace") as file:
    namespace = manifest["metadata"].setdefault("namespace", file.read().strip())
if settings["perRun"]:
    suffix = "-" + args.run.replace("-", "")[:8]
    manifest["metadata"]["name"] = manifest["metadata"]["name"][: 63 - len(suffix)] + suffix
name = manifest["metadata"]["name"]
manifest["metadata"].setdefault("labels", {})["pipelines.kubeflow.org/run"] = args.run
version = manifest["apiVersion"]
base = ("/apis/" if "/" in version else "/api/") + version
plural = [r["name"] for r in call("GET", base)["resources"] if r["kind"] == manifest["kind"] and "/" not in r["name"]]
if not plural:
    sys.exit("this cluster serves no {} of {}".format(manifest["kind"], version))
kinds = "{}/namespaces/{}/{}".format(base, namespace, plural[0])
path = kinds + "/" + name

apply = path + "?fieldManager=kubeflow-pipelines&force=true"
print("applying {} {}/{}".format(manifest["kind"], namespace, name), flush=True)
applied = call("PATCH", apply, manifest, "application/apply-patch+yaml")


def remove():
    call("DELETE", path, {"propagationPolicy": "Background"}, missing=404)


def cancelled(*_):
    if settings["perRun"]:
        remove()
    sys.exit("cancelled")


signal.signal(signal.SIGTERM, cancelled)


def holds(found, wanted):
    return any(all(c.get(key) == value for key, value in w.items()) for c in found for w in wanted)


def current(object):
    """A status of an older generation says nothing of what was just applied."""
    seen = object.get("status", {}).get("observedGeneration")
    return seen is None or seen >= applied["metadata"]["generation"]


deadline, object, said = time.monotonic() + settings["wait"], applied, None
while settings["success"] or settings["failure"]:
    found = object.get("status", {}).get("conditions", []) if current(object) else []
    state = ", ".join("{}={}".format(c["type"], c["status"]) for c in found)
    if state != said:
        print(state, flush=True)
        said = state
    if holds(found, settings["failure"]):
        if settings["keep"] == "never":
            remove()
        sys.exit("failed: " + json.dumps(found))
    if holds(found, settings["success"]):
        break
    if time.monotonic() > deadline:
        sys.exit("not done in time: " + json.dumps(found))
    time.sleep(float(os.environ.get("POLL_SECONDS", "10")))
    object = call("GET", path, missing=404)
    if object is None:
        sys.exit("{} was deleted".format(name))


def part(value, where):
    for key, index, field, wanted in re.findall(r"([^.\\[\\]]+)|\\[(\\d+)\\]|\\[([^=\\]]+)=([^\\]]*)\\]", where):
        if value is None:
            return None
        if key and not index and not field:
            value = value.get(key) if isinstance(value, dict) else None
        elif index:
            value = value[int(index)] if int(index) < len(value) else None
        else:
            value = next((item for item in value if str(item.get(field)) == wanted), None)
    return value


for output, file in args.output:
    value = part(object, settings["outputs"][output])
    if value is None:
        sys.exit("{} has no {}".format(name, settings["outputs"][output]))
    os.makedirs(os.path.dirname(file), exist_ok=True)
    with open(file, "w") as target:
        target.write(value if isinstance(value, str) else json.dumps(value))
if settings["keep"] in ("failed", "never"):
    remove()
`;
