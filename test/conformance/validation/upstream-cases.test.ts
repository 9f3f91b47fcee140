import { validateManifests } from '../../../src/validation';
import type { Source } from './judge';
import { type Recorded, recorded, type Target } from './upstream-cases';

type Json = Record<string, unknown>;

jest.setTimeout(20 * 60_000);

const KATIB: Source = {
  module: 'github.com/kubeflow/katib',
  version: 'v0.19.0',
  repository: 'kubeflow/katib',
  tag: 'v0.19.0',
};
const OPERATOR: Source = {
  module: 'github.com/kubeflow/training-operator',
  version: 'v1.9.2',
  repository: 'kubeflow/trainer',
  tag: 'v1.9.2',
};
const TRAINER: Source = {
  module: 'github.com/kubeflow/trainer/v2',
  version: 'v2.1.0',
  repository: 'kubeflow/trainer',
  tag: 'v2.1.0',
};
const JOBSET: Source = {
  module: 'sigs.k8s.io/jobset',
  version: 'v0.10.1',
  repository: 'kubernetes-sigs/jobset',
  tag: 'v0.10.1',
};

function operator(kind: string, folder: string, file: string, results: 'one' | 'two', old: boolean): Target {
  const name = `validate${kind}`;
  const type = `*trainingoperator.${kind}`;
  const signature = `${old ? `oldJob, ` : ''}newJob ${type}`;
  const call = `${name}Unrecorded(${old ? 'oldJob, ' : ''}newJob)`;
  const body = results === 'two' ? `warnings, errs := ${call}` : `errs := ${call}`;
  const condition = old ? 'if oldJob == nil ' : '';
  const returned = results === 'two' ? '(admission.Warnings, field.ErrorList)' : 'field.ErrorList';
  return {
    source: OPERATOR,
    file: `pkg/webhooks/${folder}/${file}.go`,
    head: '',
    name,
    wrapper: `func ${name}(${signature}) ${returned} {
	${body}
	${condition}{
		copied := newJob.DeepCopy()
		copied.Kind, copied.APIVersion = "${kind}", "kubeflow.org/v1"
		recordCall(copied, []any{}, errs)
	}
	return ${results === 'two' ? 'warnings, errs' : 'errs'}
}`,
  };
}

/** The runtime that a plugin is told of, as an object. */
const RUNTIME = `
func recordedRuntime(info *runtime.Info, job *trainer.TrainJob) []any {
	if info == nil {
		return []any{}
	}
	kind := "ClusterTrainingRuntime"
	if job.Spec.RuntimeRef.Kind != nil {
		kind = *job.Spec.RuntimeRef.Kind
	}
	spec := map[string]any{"template": map[string]any{
		"metadata": map[string]any{"annotations": info.Annotations},
		"spec":     info.TemplateSpec.ObjApply,
	}}
	if info.RuntimePolicy.MLPolicySource != nil {
		spec["mlPolicy"] = info.RuntimePolicy.MLPolicySource
	}
	if info.RuntimePolicy.PodGroupPolicy != nil {
		spec["podGroupPolicy"] = info.RuntimePolicy.PodGroupPolicy
	}
	return []any{map[string]any{
		"apiVersion": "trainer.kubeflow.org/v1alpha1", "kind": kind,
		"metadata": map[string]any{"name": job.Spec.RuntimeRef.Name, "namespace": job.Namespace}, "spec": spec,
	}}
}
`;

function plugin(folder: string, receiver: string): Target {
  return {
    source: TRAINER,
    file: `pkg/runtime/framework/plugins/${folder}/${folder}.go`,
    head: `(${receiver}) `,
    name: 'Validate',
    wrapper: `func (${receiver}) Validate(ctx context.Context, info *runtime.Info, oldObj, newObj *trainer.TrainJob) (admission.Warnings, field.ErrorList) {
	warnings, errs := ${receiver[0]}.ValidateUnrecorded(ctx, info, oldObj, newObj)
	if oldObj == nil && newObj != nil {
		copied := newObj.DeepCopy()
		copied.Kind, copied.APIVersion = "TrainJob", "trainer.kubeflow.org/v1alpha1"
		recordCall(copied, recordedRuntime(info, newObj), errs)
	}
	return warnings, errs
}
${RUNTIME}`,
  };
}

const TARGETS: Record<string, Target> = {
  'Katib 0.19': {
    source: KATIB,
    file: 'pkg/webhook/v1beta1/experiment/validator/validator.go',
    head: '(g *DefaultValidator) ',
    name: 'ValidateExperiment',
    wrapper: `func (g *DefaultValidator) ValidateExperiment(instance, oldInst *experimentsv1beta1.Experiment) field.ErrorList {
	copied := instance.DeepCopy()
	copied.Kind, copied.APIVersion = "Experiment", "kubeflow.org/v1beta1"
	errs := g.ValidateExperimentUnrecorded(instance, oldInst)
	if oldInst == nil {
		recordCall(copied, []any{}, errs)
	}
	return errs
}`,
  },
  'training-operator 1.9, PyTorchJob': operator('PyTorchJob', 'pytorch', 'pytorchjob_webhook', 'two', true),
  'training-operator 1.9, TFJob': operator('TFJob', 'tensorflow', 'tfjob_webhook', 'one', true),
  'training-operator 1.9, XGBoostJob': operator('XGBoostJob', 'xgboost', 'xgboostjob_webhook', 'one', true),
  'training-operator 1.9, PaddleJob': operator('PaddleJob', 'paddlepaddle', 'paddlepaddle_webhook', 'one', true),
  'training-operator 1.9, JAXJob': operator('JAXJob', 'jax', 'jaxjob_webhook', 'one', false),
  'training-operator 1.9, MPIJob': {
    source: OPERATOR,
    file: 'pkg/apis/kubeflow.org/v1/mpi_validation.go',
    head: '',
    name: 'ValidateV1MpiJobSpec',
    wrapper: `func ValidateV1MpiJobSpec(c *MPIJobSpec) error {
	err := ValidateV1MpiJobSpecUnrecorded(c)
	recordCall(map[string]any{"kind": "MPIJob", "apiVersion": "kubeflow.org/v1", "metadata": map[string]any{"name": "x"}, "spec": c}, []any{}, err)
	return err
}`,
  },
  'Trainer 2.1, runtimes': {
    source: TRAINER,
    file: 'pkg/webhooks/trainingruntime_webhook.go',
    head: '',
    name: 'validateReplicatedJobs',
    wrapper: `func validateReplicatedJobs(rJobs []jobsetv1alpha2.ReplicatedJob) field.ErrorList {
	errs := validateReplicatedJobsUnrecorded(rJobs)
	runtime := &trainer.TrainingRuntime{}
	runtime.Kind, runtime.APIVersion, runtime.Name, runtime.Namespace = "TrainingRuntime", "trainer.kubeflow.org/v1alpha1", "x", "default"
	runtime.Spec.Template.Spec.ReplicatedJobs = rJobs
	recordCall(runtime, []any{}, errs)
	return errs
}`,
  },
  'Trainer 2.1, JobSet plugin': plugin('jobset', 'j *JobSet'),
  'Trainer 2.1, torch plugin': plugin('torch', 't *Torch'),
  'Trainer 2.1, MPI plugin': plugin('mpi', 'm *MPI'),
  'Trainer 2.1, Volcano plugin': plugin('volcano', 'v *Volcano'),
  'JobSet 0.10': {
    source: JOBSET,
    file: 'pkg/webhooks/jobset_webhook.go',
    head: '(j *jobSetWebhook) ',
    name: 'ValidateCreate',
    wrapper: `func (j *jobSetWebhook) ValidateCreate(ctx context.Context, obj runtime.Object) (admission.Warnings, error) {
	warnings, err := j.ValidateCreateUnrecorded(ctx, obj)
	copied := obj.DeepCopyObject().(*jobset.JobSet)
	copied.Kind, copied.APIVersion = "JobSet", "jobset.x-k8s.io/v1alpha2"
	recordCall(copied, []any{}, err)
	return warnings, err
}`,
  },
};

/** Only these are restated from the functions that are recorded. */
const OURS = /^(katib|training|trainer|jobset)\//;

/** Differences that stand, by what upstream or we say. */
const KNOWN: Readonly<Record<string, RegExp>> = {
  "Katib's tests let the configuration be unreadable": /Get\w+ConfigData failed, ours/,
  'the webhook merges overrides before it looks for their containers: a warning':
    /must not have (initC|c)ontainer that doesn't exist/,
  'priority classes of the cluster are not known': /PriorityClass "[^"]*" doesn't exist/,
  "JobSet's defaults name the rule before": /failure policy rule name (of length 0|'')/,
};

test.each(Object.entries(TARGETS))("%s: upstream's own cases", (name, target) => {
  const cases = recorded(target);
  if (typeof cases === 'string') {
    console.log(`skipped: ${cases}`);
    return;
  }
  const result = compare(cases);
  console.log(
    `${name}: ${cases.length} cases, ${JSON.stringify({ ...result, differences: result.differences.length })}`,
  );
  if (process.env.SHOW) console.log(JSON.stringify(result.differences, null, 1));
  const known = Object.values(KNOWN);
  expect(result.differences.filter((one) => !known.some((pattern) => pattern.test(one)))).toEqual([]);
});

function compare(cases: readonly Recorded[]) {
  const result = { refused: 0, accepted: 0, samePath: 0, differences: [] as string[] };
  for (const { object, beside, problems } of cases) {
    const objects = readable(object, beside);
    const manifest = objects.at(-1)!;
    const findings = validateManifests(objects);
    const errors = findings.filter(
      ({ severity, rule, object: index }) => severity === 'error' && OURS.test(rule) && index === objects.length - 1,
    );
    const said = `${manifest.kind} ${JSON.stringify(manifest.spec ?? {}).slice(0, 700)}`;
    const paths = errors.map(({ path }) => path.replace(/\[([^\]\d][^\]]*)\]/g, '.$1'));
    if (problems.length === 0) {
      result.accepted++;
      if (errors.length > 0) result.differences.push(`ALARM ${errors[0]!.path}: ${errors[0]!.message} - ${said}`);
      continue;
    }
    result.refused++;
    const missing = problems.filter(({ path }) => {
      const place = path.replace(/\[([^\]\d][^\]]*)\]/g, '.$1');
      return place === ''
        ? errors.length === 0
        : !paths.some((ours) => ours === place || ours.startsWith(`${place}.`) || ours.startsWith(`${place}[`));
    });
    if (missing.length === 0) result.samePath++;
    for (const { path, detail } of missing)
      result.differences.push(
        `${errors.length === 0 ? 'MISS' : 'ELSEWHERE'} ${path} ${detail.slice(0, 150)}, ours ${paths.join(', ')} - ${said}`,
      );
  }
  return result;
}

type Experiment = { spec?: Record<string, { algorithmName?: string; algorithmSettings?: unknown }> };

/** Katib's tests call an algorithm `test`, and let their generator know it; those of Trainer's plugins leave names out. */
function readable(object: Json, beside: readonly Json[]): Json[] {
  const [copy, runtime] = JSON.parse(JSON.stringify([object, beside[0] ?? null])) as [Json, Json | null];
  const { spec } = copy as Experiment;
  for (const [field, name] of [
    ['algorithm', 'random'],
    ['earlyStopping', 'medianstop'],
  ] as const) {
    const part = spec?.[field];
    if (part?.algorithmName === 'test') Object.assign(part, { algorithmName: name, algorithmSettings: [] });
  }
  if (copy.kind !== 'TrainJob') return [copy];
  const job = copy as { metadata?: Json; spec?: { runtimeRef?: { name?: string; kind?: string } } };
  const { name: called = '', kind = 'ClusterTrainingRuntime' } = job.spec?.runtimeRef ?? {};
  const name = called === '' ? 'some' : called;
  const namespace = job.metadata?.namespace ?? 'default';
  const subject = {
    ...copy,
    metadata: { ...job.metadata, name: 'job', namespace },
    spec: { ...job.spec, runtimeRef: { ...job.spec?.runtimeRef, name, kind } },
  };
  if (runtime === null) return [subject];
  return [{ ...runtime, kind, metadata: kind === 'TrainingRuntime' ? { name, namespace } : { name } }, subject];
}
