export interface Starter {
  readonly pipeline: string;
  readonly version: string;
  readonly experiment: string;
  readonly serviceAccount: string;
  readonly pipelineRoot?: string;
  readonly image: string;
  readonly api: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Starts one run through the Pipelines API and follows it to its end, so that the schedule's limit of concurrent runs holds.
 * Finds the pipeline, its version and the experiment by name: a schedule in Git knows no ids.
 */
const PROGRAM = `import json, os, sys, time, urllib.error, urllib.parse, urllib.request

api, namespace = os.environ["API"].rstrip("/"), os.environ["NAMESPACE"]

def call(method, path, body=None, **query):
    url = f"{api}/apis/v2beta1/{path}"
    if query:
        url += "?" + urllib.parse.urlencode(query)
    headers = {"Content-Type": "application/json"}
    if os.path.exists("/var/run/secrets/pipelines/token"):
        with open("/var/run/secrets/pipelines/token") as file:
            headers["Authorization"] = "Bearer " + file.read().strip()
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        sys.exit(f"{method} {url}: {error.code} {error.read().decode(errors='replace')}")

def pages(path, key, **query):
    token = ""
    while True:
        answer = call("GET", path, page_size=200, page_token=token, **query)
        yield from answer.get(key, [])
        token = answer.get("next_page_token", "")
        if not token:
            return

def named(items, name, what):
    for item in items:
        if name in (item.get("name"), item.get("display_name")):
            return item
    sys.exit(f"there is no {what} {name} in namespace {namespace}")

pipeline = named(pages("pipelines", "pipelines", namespace=namespace), os.environ["PIPELINE"], "pipeline")
versions = pages(f"pipelines/{pipeline['pipeline_id']}/versions", "pipeline_versions")
version = named(versions, os.environ["VERSION"], "pipeline version")
experiments = pages("experiments", "experiments", namespace=namespace)
experiment = next((e for e in experiments if e["display_name"] == os.environ["EXPERIMENT"]), None)
if experiment is None:
    experiment = call("POST", "experiments", {"display_name": os.environ["EXPERIMENT"], "namespace": namespace})

config = {"parameters": {name: json.loads(value) for name, value in (a.split("=", 1) for a in sys.argv[1:])}}
if os.environ.get("PIPELINE_ROOT"):
    config["pipeline_root"] = os.environ["PIPELINE_ROOT"]
run = call("POST", "runs", {
    "display_name": os.environ["RUN"],
    "experiment_id": experiment["experiment_id"],
    "pipeline_version_reference": {
        "pipeline_id": pipeline["pipeline_id"],
        "pipeline_version_id": version["pipeline_version_id"],
    },
    "runtime_config": config,
    "service_account": os.environ["SERVICE_ACCOUNT"],
})
print("started", run["run_id"], flush=True)
while run.get("state") not in ("SUCCEEDED", "SKIPPED", "FAILED", "CANCELED"):
    time.sleep(20)
    run = call("GET", f"runs/{run['run_id']}")
print("ended", run["state"])
sys.exit(0 if run["state"] in ("SUCCEEDED", "SKIPPED") else 1)
`;

/** What the schedule's controller creates at each turn: an Argo Workflow of one step. */
export function starterWorkflow(starter: Starter): Record<string, unknown> {
  const env: Record<string, string> = {
    API: starter.api,
    PIPELINE: starter.pipeline,
    VERSION: starter.version,
    EXPERIMENT: starter.experiment,
    SERVICE_ACCOUNT: starter.serviceAccount,
    RUN: '{{workflow.name}}',
    ...(starter.pipelineRoot === undefined ? {} : { PIPELINE_ROOT: starter.pipelineRoot }),
  };
  return {
    entrypoint: 'start',
    serviceAccountName: starter.serviceAccount,
    arguments: { parameters: starter.parameters.map(({ name, value }) => ({ name, value })) },
    podMetadata: { annotations: { 'sidecar.istio.io/inject': 'false' } },
    ttlStrategy: { secondsAfterCompletion: 86400 },
    volumes: [
      {
        name: 'pipelines-token',
        projected: {
          sources: [
            { serviceAccountToken: { audience: 'pipelines.kubeflow.org', expirationSeconds: 7200, path: 'token' } },
          ],
        },
      },
    ],
    templates: [
      {
        name: 'start',
        container: {
          image: starter.image,
          command: ['python3', '-c', PROGRAM],
          args: starter.parameters.map(({ name }) => `${name}={{workflow.parameters.${name}}}`),
          env: [
            ...Object.entries(env).map(([name, value]) => ({ name, value })),
            { name: 'NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
          ],
          resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '128Mi' } },
          volumeMounts: [{ name: 'pipelines-token', mountPath: '/var/run/secrets/pipelines', readOnly: true }],
        },
      },
    ],
  };
}
