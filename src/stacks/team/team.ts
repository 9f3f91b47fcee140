import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Profile, type ProfileProps } from '../../constructs/profile';
import { KubeflowApp } from '../../core/app';
import { usePlatform } from '../../core/release';
import type { PlatformStack } from '../platform/platform';

export interface TeamStackProps extends ProfileProps {
  /** The platform the team works on: its release decides the APIs. @default the app's release */
  readonly platform?: PlatformStack;
}

/** A team: its Profile, and the chart, so the namespace, that everything created under it lands in. */
export class TeamStack extends Chart {
  readonly profile: Profile;

  constructor(scope: KubeflowApp | Construct, id: string, props: TeamStackProps) {
    const { platform, ...profile } = props;
    super(scope instanceof KubeflowApp ? scope.manifests : scope, id, {
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
