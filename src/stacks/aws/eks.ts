import { DataAwsEksCluster } from '@cdktf/provider-aws/lib/data-aws-eks-cluster';
import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { LocalBackend, TerraformStack } from 'cdktf';
import { GpuPool, type Machine, type MachineName, machines, type NodeRange } from '../../constructs/gpu';
import type { KubeflowApp } from '../../core/app';
import { didYouMean, fail } from '../../core/errors';
import { terraformApp } from '../cloud/app';

export interface EksStackProps {
  readonly region: string;
  /** Name of an EKS cluster that exists. */
  readonly cluster: string;
  /** Subnets of the node groups. @default the cluster's own */
  readonly subnetIds?: readonly string[];
}

export interface EksPoolProps<M> {
  readonly machine: M;
  /** A number for a pool that does not scale. @default { min: 0, max: 1 } */
  readonly nodes?: number | NodeRange;
  /** @default false */
  readonly spot?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  /** Root disk, GiB. @default 200 */
  readonly diskGi?: number;
}

type Named = Machine & { readonly name: string };
type AwsMachine = MachineName<'aws'>;
type ShapeOf<M> = M extends AwsMachine ? (typeof machines.aws)[M] : M extends Machine ? M : never;

/** What the worker nodes of EKS need, and no more. */
const NODE_POLICIES = ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryPullOnly'];
const TAINT = { key: 'nvidia.com/gpu', value: 'present', effect: 'NO_SCHEDULE' };

/** GPU node groups of an EKS cluster. */
export class EksStack extends TerraformStack {
  readonly #cluster: DataAwsEksCluster;
  #role?: IamRole;

  constructor(
    app: KubeflowApp,
    id: string,
    private readonly props: EksStackProps,
  ) {
    super(terraformApp(app), id);
    new LocalBackend(this, { path: `terraform.${id}.tfstate` });
    new AwsProvider(this, 'aws', { region: props.region });
    this.#cluster = new DataAwsEksCluster(this, 'cluster', { name: props.cluster });
  }

  /** A managed node group of one machine type, named as the pool is. */
  gpuPool<const M extends AwsMachine | Named>(
    id: string,
    props: EksPoolProps<M>,
  ): GpuPool<ShapeOf<M>['gpus'], ShapeOf<M>['accelerator']> {
    const machine = this.#machine(id, props.machine);
    const pool = new GpuPool({
      ...machine,
      name: id,
      machineType: machine.name,
      nodes: props.nodes,
      cloud: 'eks',
      placement: {
        nodeSelector: { 'eks.amazonaws.com/nodegroup': id },
        tolerations: [{ key: TAINT.key, operator: 'Exists', effect: 'NoSchedule' }],
      },
    });
    new EksNodeGroup(this, id, {
      clusterName: this.props.cluster,
      nodeGroupName: id,
      nodeRoleArn: this.#nodeRole().arn,
      subnetIds: this.props.subnetIds
        ? [...this.props.subnetIds]
        : ([...this.#cluster.vpcConfig.get(0).subnetIds] as unknown as string[]),
      amiType: machine.arch === 'arm64' ? 'AL2023_ARM_64_NVIDIA' : 'AL2023_x86_64_NVIDIA',
      capacityType: props.spot ? 'SPOT' : 'ON_DEMAND',
      instanceTypes: [machine.name],
      diskSize: props.diskGi ?? 200,
      labels: { ...props.labels, 'nvidia.com/gpu.present': 'true' },
      taint: [TAINT],
      scalingConfig: { minSize: pool.nodes.min, maxSize: pool.nodes.max, desiredSize: pool.nodes.min },
      lifecycle: { ignoreChanges: ['scaling_config[0].desired_size'] },
    });
    return pool as unknown as GpuPool<ShapeOf<M>['gpus'], ShapeOf<M>['accelerator']>;
  }

  #machine(id: string, given: AwsMachine | Named): Named {
    if (typeof given !== 'string') return given;
    const known = machines.aws as Readonly<Record<string, Machine>>;
    const shape = known[given];
    if (shape === undefined) {
      fail(
        this,
        `machine '${given}' is no EC2 type with accelerators that we know${didYouMean(given, Object.keys(known))}; write machine('${given}', { accelerator, gpus })`,
        id,
      );
    }
    return { ...shape, name: given };
  }

  #nodeRole(): IamRole {
    this.#role ??= this.#makeNodeRole();
    return this.#role;
  }

  #makeNodeRole(): IamRole {
    const role = new IamRole(this, 'node-role', {
      name: `${this.props.cluster}-${this.node.id}-gpu-nodes`,
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    });
    for (const policy of NODE_POLICIES) {
      new IamRolePolicyAttachment(this, policy, { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` });
    }
    return role;
  }
}
