import { configKey, envName, subdomain } from '../names';
import { checkFieldRef, checkResourceRef } from './pod-downward';
import type { Fields, PodReport } from './pod-rules';
import { given, record, records, text } from './read';

type Tell = (path: string, message: string) => void;

const SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];

/** Variables of a container. */
export function checkEnvironment(container: Fields, path: string, report: PodReport): void {
  const tell: Tell = (where, message) => report('pod/env', where, message);
  for (const [i, env] of records(container.env).entries()) {
    const below = `${path}.env[${i}]`;
    const name = text(env.name);
    const wrong = name === '' ? 'is required' : envName(name);
    if (wrong !== undefined) tell(`${below}.name`, wrong);
    if (given(env.valueFrom)) checkSource(env, `${below}.valueFrom`, tell);
  }
  for (const [i, source] of records(container.envFrom).entries()) {
    const below = `${path}.envFrom[${i}]`;
    const prefix = text(source.prefix);
    const wrong = prefix === '' ? undefined : envName(prefix);
    if (wrong !== undefined) tell(`${below}.prefix`, wrong);
    const kinds = ['configMapRef', 'secretRef'].filter((field) => given(source[field]));
    if (kinds.length !== 1)
      tell(
        below,
        kinds.length === 0 ? 'needs configMapRef or secretRef' : 'has configMapRef and secretRef, only one is possible',
      );
    for (const kind of kinds) checkName(record(source[kind]), `${below}.${kind}`, tell);
  }
}

function checkSource(env: Fields, path: string, tell: Tell): void {
  const from = record(env.valueFrom);
  const sources = SOURCES.filter((field) => given(from[field]));
  if (text(env.value) !== '' && sources.length > 0) tell(path, 'may not be given beside value');
  if (sources.length === 0) tell(path, 'needs a source');
  else if (sources.length > 1) tell(path, `has ${sources.join(' and ')}, only one source is possible`);
  if (given(from.fieldRef)) checkFieldRef(record(from.fieldRef), `${path}.fieldRef`, false, tell);
  if (given(from.resourceFieldRef))
    checkResourceRef(record(from.resourceFieldRef), `${path}.resourceFieldRef`, false, tell);
  for (const source of ['configMapKeyRef', 'secretKeyRef']) {
    if (!given(from[source])) continue;
    const ref = record(from[source]);
    const key = text(ref.key);
    const wrong = key === '' ? 'is required' : configKey(key);
    if (wrong !== undefined) tell(`${path}.${source}.key`, wrong);
    checkName(ref, `${path}.${source}`, tell);
  }
}

function checkName(ref: Fields, path: string, tell: Tell): void {
  const name = text(ref.name);
  const wrong = name === '' ? 'is required' : subdomain(name);
  if (wrong !== undefined) tell(`${path}.name`, wrong);
}
