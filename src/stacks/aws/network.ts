import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { Fn, type ITerraformDependable } from 'cdktf';
import { fail } from '../../core/errors';
import type { AwsStack } from './stack';

export interface NetworkProps {
  /** Private addresses, at least a /20. @default '10.0.0.0/16' */
  readonly cidr?: string;
  /** @default the region's a, b and c */
  readonly zones?: readonly string[];
  /**
   * One NAT gateway for all zones costs less, one in each survives the loss of a zone; without any, nodes need endpoints of
   * what they pull images and join by. @default 'one'
   */
  readonly nat?: 'one' | 'each-zone' | 'none';
}

export interface Network {
  readonly vpcId: string;
  /** Private subnet by zone. */
  readonly subnets: ReadonlyMap<string, string>;
  /** The private subnets' ways out, without which nodes do not join. */
  readonly routes: readonly ITerraformDependable[];
}

/** A VPC with a private and a public subnet in each zone, tagged for load balancers and Karpenter; S3 is reached within it. */
export function makeNetwork(stack: AwsStack, cluster: string, props: NetworkProps = {}): Network {
  const { cidr = '10.0.0.0/16', nat = 'one' } = props;
  const zones = props.zones ?? ['a', 'b', 'c'].map((letter) => stack.region + letter);
  if (!/^\d+\.\d+\.\d+\.\d+\/(1\d|20)$/.test(cidr)) fail(stack, `network.cidr '${cidr}' is no block of /10 to /20`);
  if (zones.length < 2 || zones.length > 8) {
    fail(stack, `network.zones has ${zones.length}, EKS needs two at least: eight are the most this plan divides by`);
  }
  const vpc = new Vpc(stack, 'vpc', {
    cidrBlock: cidr,
    enableDnsHostnames: true,
    enableDnsSupport: true,
    tags: { Name: cluster },
  });
  const internet = new InternetGateway(stack, 'internet', { vpcId: vpc.id });
  const outward = new RouteTable(stack, 'public-routes', {
    vpcId: vpc.id,
    route: [{ cidrBlock: '0.0.0.0/0', gatewayId: internet.id }],
  });
  const gateways = new Map<string, NatGateway>();
  const subnets = new Map<string, string>();
  const routeTableIds: string[] = [];
  const routes: ITerraformDependable[] = [];
  for (const [i, zone] of zones.entries()) {
    const publicSubnet = new Subnet(stack, `public-${zone}`, {
      vpcId: vpc.id,
      availabilityZone: zone,
      // Sixteenths: the first eight private, the next eight public.
      cidrBlock: Fn.cidrsubnet(cidr, 4, 8 + i),
      tags: { Name: `${cluster}-public-${zone}`, 'kubernetes.io/role/elb': '1' },
    });
    new RouteTableAssociation(stack, `public-${zone}-routes`, {
      subnetId: publicSubnet.id,
      routeTableId: outward.id,
    });
    if (nat === 'each-zone' || (nat === 'one' && i === 0)) {
      const address = new Eip(stack, `nat-${zone}-address`, { domain: 'vpc' });
      gateways.set(zone, natGateway(stack, zone, address, publicSubnet, internet));
    }
    const subnet = new Subnet(stack, `private-${zone}`, {
      vpcId: vpc.id,
      availabilityZone: zone,
      cidrBlock: Fn.cidrsubnet(cidr, 4, i),
      tags: {
        Name: `${cluster}-private-${zone}`,
        'kubernetes.io/role/internal-elb': '1',
        'karpenter.sh/discovery': cluster,
      },
    });
    subnets.set(zone, subnet.id);
    const gateway = gateways.get(zone) ?? gateways.get(zones[0]!);
    const inward = new RouteTable(stack, `private-${zone}-routes`, {
      vpcId: vpc.id,
      route: gateway === undefined ? [] : [{ cidrBlock: '0.0.0.0/0', natGatewayId: gateway.id }],
    });
    routes.push(
      new RouteTableAssociation(stack, `private-${zone}-association`, { subnetId: subnet.id, routeTableId: inward.id }),
    );
    routeTableIds.push(inward.id);
  }
  new VpcEndpoint(stack, 's3', { vpcId: vpc.id, serviceName: s3Service(stack), routeTableIds });
  return { vpcId: vpc.id, subnets, routes };
}

function natGateway(
  stack: AwsStack,
  zone: string,
  address: Eip,
  subnet: Subnet,
  internet: InternetGateway,
): NatGateway {
  return new NatGateway(stack, `nat-${zone}`, {
    allocationId: address.id,
    subnetId: subnet.id,
    dependsOn: [internet],
  });
}

/** Source: docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
function s3Service({ region, partition }: AwsStack): string {
  return `${partition === 'aws-cn' ? 'cn.com.amazonaws' : 'com.amazonaws'}.${region}.s3`;
}
