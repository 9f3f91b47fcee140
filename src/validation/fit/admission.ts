import { shownFigure } from './amounts';
import type { Container, Containers } from './containers';
import type { FitExpression, FitPods, FitToleration } from './document';
import { integer } from './labels';
import { isContainerResource, isExtended, isHugePages, mayOvercommit } from './resource-names';

/**
 * Why the API server refuses the pods, `undefined` where it takes them.
 * Upstream: kubernetes pkg/apis/core/validation/validation.go.
 */
export function refusal(
  pods: FitPods,
  containers: Containers,
  tolerations: readonly FitToleration[],
): string | undefined {
  for (const container of [...containers.app, ...containers.init]) {
    const problem = resourceProblem(container);
    if (problem) return problem;
  }
  for (const toleration of tolerations) {
    const problem = tolerationProblem(toleration);
    if (problem) return problem;
  }
  for (const expression of (pods.affinity?.node ?? []).flat()) {
    const problem = expressionProblem(expression);
    if (problem) return problem;
  }
  for (const { topologyKey } of [...(pods.affinity?.pod ?? []), ...(pods.affinity?.podAnti ?? [])]) {
    if (topologyKey === '') return 'a pod affinity term without topologyKey is refused';
  }
  return spreadProblem(pods);
}

function resourceProblem({ requests, limits, name }: Container): string | undefined {
  const cpuOrMemory = requests.has('cpu') || requests.has('memory');
  for (const [resource, amount] of [...limits, ...requests]) {
    if (!isContainerResource(resource)) return `'${resource}' is no resource a container can ask for`;
    if (amount < 0) return `${resource} of ${name} is negative`;
    if (isExtended(resource) && !Number.isInteger(amount)) {
      return `${resource} is counted in whole units, ${amount} is refused`;
    }
    if (isHugePages(resource) && !cpuOrMemory) return `${resource} needs a request of cpu or memory beside it`;
  }
  for (const [resource, request] of requests) {
    const limit = limits.get(resource);
    if (mayOvercommit(resource)) {
      if (limit !== undefined && request > limit) {
        return `${resource} request ${shownFigure(resource, request)} is more than its limit ${shownFigure(resource, limit)}`;
      }
    } else if (limit === undefined) {
      return `${resource} cannot be overcommitted: a request of ${request} needs the limit ${request} beside it`;
    } else if (limit !== request) {
      return `${resource} cannot be overcommitted: the request is ${request}, the limit ${limit}`;
    }
  }
  return undefined;
}

function tolerationProblem({
  key = '',
  operator = '',
  value = '',
  effect = '',
  ...rest
}: FitToleration): string | undefined {
  if (key === '' && operator !== 'Exists') return "a toleration without key needs operator 'Exists'";
  if (operator === 'Exists' && value !== '') return `toleration '${key}': operator 'Exists' takes no value`;
  if (!['', 'Equal', 'Exists'].includes(operator)) return `toleration '${key}': '${operator}' is no operator`;
  if (!['', 'NoSchedule', 'PreferNoSchedule', 'NoExecute'].includes(effect)) {
    return `toleration '${key}': '${effect}' is no taint effect`;
  }
  if (rest.tolerationSeconds !== undefined && effect !== 'NoExecute') {
    return `toleration '${key}': tolerationSeconds goes with effect NoExecute only`;
  }
  return undefined;
}

function expressionProblem({ key, operator, values = [] }: FitExpression): string | undefined {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length === 0 ? `node affinity on '${key}': ${operator} needs values` : undefined;
    case 'Exists':
    case 'DoesNotExist':
      return values.length > 0 ? `node affinity on '${key}': ${operator} takes no values` : undefined;
    case 'Gt':
    case 'Lt':
      return values.length === 1 && integer(String(values[0])) !== undefined
        ? undefined
        : `node affinity on '${key}': ${operator} needs one whole number`;
    default:
      return `node affinity on '${key}': '${operator}' is no operator`;
  }
}

function spreadProblem({ spread = [] }: FitPods): string | undefined {
  const seen = new Set<string>();
  for (const { topologyKey, maxSkew, minDomains, whenUnsatisfiable = 'DoNotSchedule' } of spread) {
    if (topologyKey === '') return 'a spread constraint without topologyKey is refused';
    if (!Number.isInteger(maxSkew) || maxSkew < 1) return `spread over '${topologyKey}': maxSkew must be at least 1`;
    if (minDomains !== undefined && (minDomains < 1 || whenUnsatisfiable !== 'DoNotSchedule')) {
      return `spread over '${topologyKey}': minDomains must be at least 1 and goes with DoNotSchedule only`;
    }
    const pair = `${topologyKey} ${whenUnsatisfiable}`;
    if (seen.has(pair)) return `spread over '${topologyKey}' is given twice`;
    seen.add(pair);
  }
  return undefined;
}
