import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Profile, type ProfileProps } from '../../constructs/profile';
import { profileProperties } from '../../constructs/profile/profile';
import { KubeflowApp } from '../../core/app';
import { freshId, Problems } from '../../core/errors';
import { checkProperties, type Known } from '../../core/properties';
import { usePlatform } from '../../core/release';
import { InvalidValue, isRecord, shown } from '../../core/values';
import type { PlatformStack } from '../platform/platform';

export interface TeamStackProps extends ProfileProps {
  /** The platform the team works on: its release decides the APIs. @default the app's release */
  readonly platform?: PlatformStack;
}

const teamProperties: Known<TeamStackProps> = { ...profileProperties, platform: isPlatform };

function isPlatform(platform: unknown): void {
  if (!isRecord(platform) || !isRecord(platform.facts))
    throw new InvalidValue(`${shown(platform)} is no PlatformStack`);
}

/** A team: its Profile, and the chart, so the namespace, that everything created under it lands in. */
export class TeamStack extends Chart {
  readonly profile: Profile;

  constructor(scope: KubeflowApp | Construct, id: string, props: TeamStackProps) {
    const parent = scope instanceof KubeflowApp ? scope.manifests : scope;
    const problems = new Problems(parent, id);
    checkProperties(problems, props, teamProperties, ['owner']);
    problems.throw();
    const { platform, ...profile } = props;
    super(parent, freshId(parent, id), {
      namespace: profile.metadata?.name ?? id,
      disableResourceNameHashes: true,
    });
    if (platform !== undefined) usePlatform(this, platform.facts);
    this.profile = new Profile(this, 'profile', {
      ...profile,
      metadata: { ...profile.metadata, name: profile.metadata?.name ?? id },
    });
  }
}
