import { readFileSync } from 'node:fs';
import { type KubeflowRelease, latestRelease, releases } from '../core/release';
import type { Finding } from './finding';
import { ruleCatalog } from './rules';
import { objectsOf, type SourceObject } from './sources';
import { validateManifests } from './validate';

/** What of cdk8s-cli's validation context is used here. */
interface ValidationContext {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure'): void;
  };
  readonly logger: { log(message: string): void };
}

interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly {
    readonly resourceName: string;
    readonly manifestPath: string;
    readonly locations: readonly string[];
  }[];
}

export interface KubeflowValidationProps {
  /** @default '26.03' */
  readonly release?: string;
  /** Whether references to what the app does not make are errors. @default false */
  readonly closed?: boolean;
}

/**
 * The validation as a plugin of `cdk8s synth`:
 *
 * ```yaml
 * validations:
 *   - package: ./node_modules/kubeflow-cdk/lib/validation
 *     version: 0.1.0
 *     class: KubeflowValidation
 *     properties: { release: '26.03' }
 * ```
 */
export class KubeflowValidation {
  private readonly release: KubeflowRelease;

  constructor(private readonly props: KubeflowValidationProps = {}) {
    const release = props.release ?? latestRelease;
    if (!releases.includes(release as KubeflowRelease)) {
      throw new Error(`properties.release: '${release}' is none of ${releases.join(', ')}`);
    }
    this.release = release as KubeflowRelease;
  }

  async validate(context: ValidationContext): Promise<void> {
    const sources = context.manifests.flatMap((file) => objectsOf(file, readFileSync(file, 'utf8')));
    const findings = validateManifests(
      sources.map(({ value }) => value),
      { release: this.release, closed: this.props.closed ?? false },
    );
    for (const finding of findings) {
      if (finding.severity === 'error') context.report.addViolation(violation(finding, sources[finding.object]!));
      else
        context.logger.log(
          `warning: ${finding.kind} ${finding.name}: ${finding.path}: ${finding.message} (${finding.rule})`,
        );
    }
    context.report.submit(findings.some(({ severity }) => severity === 'error') ? 'failure' : 'success');
  }
}

function violation(finding: Finding, source: SourceObject): Violation {
  const sources = ruleCatalog().find(({ id }) => id === finding.rule)?.sources ?? [];
  return {
    ruleName: finding.rule,
    recommendation: `${finding.path === '' ? '' : `${finding.path}: `}${finding.message}`,
    fix: sources[0] ?? '',
    violatingResources: [{ resourceName: finding.name, manifestPath: source.file, locations: [finding.path] }],
  };
}
