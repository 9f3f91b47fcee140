import { Construct } from 'constructs';
import { fail, Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { checkProperties, fields, type Known, listOf, oneOf, or } from '../../core/properties';
import { releaseOf } from '../../core/release';
import { type Metadata, Resource } from '../../core/resource';
import type { CompiledDefinition, ParameterizedDefinition } from './definition';
import type { Inputs } from './io-types';
import {
  pipelineDefinition,
  RecurringRun,
  type ScheduleOptions,
  scheduleProperties,
  versionName,
} from './recurring-run';
import type { Args } from './ref';

interface ShippedPipeline<P extends Inputs> {
  readonly definition: ParameterizedDefinition<P>;
  /** @default the definition's name in the UI, or the construct's id */
  readonly displayName?: string;
  /** @default the definition's */
  readonly description?: string;
  /** Where the code is, for the UI. */
  readonly codeUrl?: string;
  /**
   * Versions that stay in the cluster when the program changes: `'all'` tells Argo CD and Flux not to remove them, `'none'`
   * lets them go, a list ships these beside the new one. @default 'all'
   */
  readonly keep?: 'all' | 'none' | readonly CompiledDefinition[];
  readonly metadata?: Metadata;
}
export type PipelineProps<P extends Inputs> = ShippedPipeline<P> &
  (
    | { readonly schedule?: undefined; readonly args?: undefined }
    | {
        /** When it runs by itself: a cron expression, or all there is to say of it. */
        readonly schedule: string | ScheduleOptions<NoInfer<P>>;
        /** Arguments of the scheduled runs. */
        readonly args?: Partial<Args<NoInfer<P>>>;
      }
  );

const pipelineProperties: Known<PipelineProps<Inputs>> = {
  definition: pipelineDefinition,
  displayName: 'text',
  description: 'text',
  codeUrl: 'text',
  keep: or(listOf(pipelineDefinition), oneOf('all', 'none')),
  metadata: metadataShape,
  schedule: or(fields(scheduleProperties), 'text'),
  args: 'object',
};

const KEPT = {
  'argocd.argoproj.io/sync-options': 'Prune=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
  'helm.sh/resource-policy': 'keep',
};

/**
 * A pipeline in the cluster: a Pipeline, its PipelineVersion, and a ScheduledWorkflow where it has a schedule. A version never
 * changes, so its name ends in a hash of its content. Needs Pipelines with definitions stored in Kubernetes.
 */
export class Pipeline<P extends Inputs = Inputs> extends Construct {
  readonly pipeline: Resource<'pipelines.kubeflow.org/v2beta1/Pipeline'>;
  readonly version: Resource<'pipelines.kubeflow.org/v2beta1/PipelineVersion'>;
  readonly recurringRun?: RecurringRun<P>;

  constructor(scope: Construct, id: string, props: PipelineProps<P>) {
    super(scope, id);
    const problems = new Problems(this);
    checkProperties(problems, props, pipelineProperties, ['definition']);
    problems.throw();
    const { definition } = props;
    const name = props.metadata?.name ?? id;
    const known = releaseOf(this) !== '1.10';
    const displayName = props.displayName ?? definition.toIR().pipelineInfo.displayName;
    const description = props.description ?? definition.description;
    this.pipeline = new Resource(
      this,
      'pipeline',
      'pipelines.kubeflow.org/v2beta1/Pipeline',
      {
        spec: {
          ...(known && displayName !== undefined ? { displayName } : {}),
          ...(description === undefined ? {} : { description }),
        },
      },
      { ...props.metadata, name },
    );
    const keep = props.keep ?? 'all';
    const versions = [definition as CompiledDefinition, ...(typeof keep === 'string' ? [] : keep)];
    const names = new Set<string>();
    const shipped = versions.map((one) => {
      const called = versionName(name, one);
      if (names.has(called)) fail(this, `keep has version ${called} twice: the same content is the same version`);
      names.add(called);
      return this.ship(name, called, one, props, keep === 'all');
    });
    this.version = shipped[0]!;
    if (props.schedule !== undefined) {
      const schedule = typeof props.schedule === 'string' ? { cron: props.schedule } : props.schedule;
      this.recurringRun = new RecurringRun<P>(this, 'schedule', {
        args: props.args,
        ...schedule,
        definition,
        pipeline: name,
        version: this.version.name,
        metadata: { namespace: props.metadata?.namespace, ...schedule.metadata, name: schedule.metadata?.name ?? name },
      });
      this.recurringRun.addDependency(this.version);
    }
  }

  private ship(pipeline: string, name: string, definition: CompiledDefinition, props: PipelineProps<P>, kept: boolean) {
    const platformSpec = definition.toPlatformSpec();
    if (platformSpec !== undefined && releaseOf(this) === '1.10') {
      fail(
        this,
        'its steps have Kubernetes settings, and release 1.10 keeps none in a PipelineVersion: upload the file from `kubeflow-cdk pipeline compile`, or use release 1.11',
      );
    }
    const version = new Resource(
      this,
      name,
      'pipelines.kubeflow.org/v2beta1/PipelineVersion',
      {
        spec: {
          pipelineName: pipeline,
          pipelineSpec: definition.toIR(),
          ...(platformSpec === undefined ? {} : { platformSpec }),
          ...(definition.description === undefined ? {} : { description: definition.description }),
          ...(props.codeUrl === undefined ? {} : { codeSourceURL: props.codeUrl }),
        },
      },
      { ...props.metadata, annotations: { ...props.metadata?.annotations, ...(kept ? KEPT : {}) }, name },
    );
    version.addDependency(this.pipeline);
    return version;
  }
}
