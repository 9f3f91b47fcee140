import { type Block, inBlock, parseBlock } from './address';
import { claimTexts, type Facts } from './facts';
import { pathMatch } from './path';
import { exactly, glob, headerMatch, quoted, type TextMatch, textMatch } from './text-match';
import { expandTrustDomain, replaceTrustDomain } from './trust-domain';

/** What one value of a condition asks of a request. */
export type Test = (facts: Facts) => boolean;

/** A value that cannot be compared: an ALLOW rule with one is dropped, other actions leave the value out. */
export class Unusable extends Error {}

export interface PolicyContext {
  readonly namespace: string;
  /** The mesh's own trust domain first, then its aliases. */
  readonly trustDomains: readonly string[];
}

/** How the values of one attribute are compared. Upstream: istio pilot/pkg/security/authz/model/generator.go. */
export interface Attribute {
  /** Known only of HTTP requests. */
  readonly http?: true;
  /** What a value stands for in this mesh. */
  readonly expand?: (values: readonly string[], context: PolicyContext) => readonly string[];
  readonly test: (value: string, key: string, context: PolicyContext) => Test;
}

const sourceIp: Attribute = { test: (value) => addressTest(value, (facts) => facts.ip) };
const remoteIp: Attribute = { test: (value) => addressTest(value, (facts) => facts.remoteIp) };
const destinationIp: Attribute = { test: (value) => addressTest(value, (facts) => facts.destinationIp) };

const principal: Attribute = {
  expand: (values, { trustDomains }) => values.flatMap((value) => replaceTrustDomain(value, trustDomains)),
  test: (value) => identityTest(textMatch(value, 'spiffe://')),
};

const namespace: Attribute = { test: (value) => identityTest(glob(`*/ns/${value}/*`)) };

const serviceAccount: Attribute = {
  test: (value, _key, context) => {
    const slash = value.indexOf('/');
    const [ns, name] = slash < 0 ? [context.namespace, value] : [value.slice(0, slash), value.slice(slash + 1)];
    const expression = new RegExp(`^spiffe://.+/ns/${quoted(ns)}/(.+/|)sa/${quoted(name)}(/.+)?$`);
    return identityTest((identity) => expression.test(identity));
  },
};

const trustDomain: Attribute = {
  expand: (values, { trustDomains }) => expandTrustDomain(values, trustDomains),
  test: (value) => {
    if (value === '*') return identityTest((identity) => identity.startsWith('spiffe://'));
    const star = value.indexOf('*');
    if (star < 0) return identityTest((identity) => identity.startsWith(`spiffe://${value}/`));
    const expression = new RegExp(`^spiffe://${quoted(value.slice(0, star))}[^/]*${quoted(value.slice(star + 1))}/.*$`);
    return identityTest((identity) => expression.test(identity));
  },
};

const requestPrincipal: Attribute = {
  http: true,
  test: (value) => {
    const { issuer, subject } = requestPrincipalMatch(value);
    const single = (facts: Facts, name: string) => {
      const claim = facts.claims?.[name];
      return typeof claim === 'string' ? claim : undefined;
    };
    return (facts) => {
      const iss = single(facts, 'iss');
      const sub = single(facts, 'sub');
      return iss !== undefined && sub !== undefined && issuer(iss) && subject(sub);
    };
  },
};

/** Issuer and subject that a value such as `https://issuer/subject`, `*\/subject` or `issuer/*` asks for; only one side may have a star. */
function requestPrincipalMatch(value: string): { readonly issuer: TextMatch; readonly subject: TextMatch } {
  const any = textMatch('*');
  if (value === '*') return { issuer: any, subject: any };
  const slash = value.lastIndexOf('/');
  if (slash < 0) {
    if (value.startsWith('*')) return { issuer: any, subject: textMatch(value) };
    return value.endsWith('*')
      ? { issuer: textMatch(value), subject: any }
      : { issuer: exactly(value), subject: exactly('') };
  }
  const [issuer, subject] = [value.slice(0, slash), value.slice(slash + 1)];
  if (value.startsWith('*')) return { issuer: textMatch(issuer), subject: exactly(subject) };
  if (!value.endsWith('*')) return { issuer: exactly(issuer), subject: exactly(subject) };
  const start = subject.slice(0, -1);
  return { issuer: exactly(issuer), subject: start === '' ? any : (text) => text.startsWith(start) };
}

const audiences: Attribute = { http: true, test: (value) => claimTest(['aud'], value) };
const presenter: Attribute = { http: true, test: (value) => claimTest(['azp'], value) };

const claims: Attribute = {
  http: true,
  test: (value, key) => claimTest(nestedNames(key.slice('request.auth.claims'.length)), value),
};

const header: Attribute = {
  http: true,
  test: (value, key) => headerTest(bracketed(key.slice('request.headers'.length)), headerMatch(value)),
};

const host: Attribute = { http: true, test: (value) => headerTest(':authority', headerMatch(value, true)) };
const method: Attribute = { http: true, test: (value) => headerTest(':method', headerMatch(value)) };

const path: Attribute = {
  http: true,
  test: (value) => {
    const matches = pathMatch(value);
    return (facts) => facts.path !== undefined && matches(facts.path);
  },
};

const port: Attribute = {
  test: (value) => {
    if (!/^\d+$/.test(value) || Number(value) > 65535) throw new Unusable(`'${value}' is not a port`);
    return (facts) => facts.port === Number(value);
  },
};

const sni: Attribute = {
  test: (value) => {
    const matches = textMatch(value);
    return (facts) => matches(facts.sni);
  },
};

/** Metadata of other filters, which no document tells: matches nothing. */
const envoyMetadata: Attribute = {
  test: (_value, key) => {
    if (!key.includes('[')) throw new Unusable(`${key} names no key in brackets`);
    return () => false;
  },
};

/** Fields of `from[].source`; each has its `not` twin. */
export const sourceFields: Readonly<Record<string, Attribute>> = {
  principals: principal,
  requestPrincipals: requestPrincipal,
  namespaces: namespace,
  serviceAccounts: serviceAccount,
  ipBlocks: sourceIp,
  remoteIpBlocks: remoteIp,
  trustDomains: trustDomain,
};

/** Fields of `to[].operation`; each has its `not` twin. */
export const operationFields: Readonly<Record<string, Attribute>> = {
  hosts: host,
  ports: port,
  methods: method,
  paths: path,
};

const whenKeys: Readonly<Record<string, Attribute>> = {
  'source.ip': sourceIp,
  'remote.ip': remoteIp,
  'source.namespace': namespace,
  'source.serviceAccount': serviceAccount,
  'source.trustDomain': trustDomain,
  'source.principal': principal,
  'request.auth.principal': requestPrincipal,
  'request.auth.audiences': audiences,
  'request.auth.presenter': presenter,
  'destination.ip': destinationIp,
  'destination.port': port,
  'connection.sni': sni,
};

/** The attribute that a key of `when` names, if it names one. */
export function whenAttribute(key: string): Attribute | undefined {
  if (Object.hasOwn(whenKeys, key)) return whenKeys[key];
  if (key.startsWith('experimental.envoy.filters.')) return envoyMetadata;
  if (key.startsWith('request.headers')) return header;
  return key.startsWith('request.auth.claims') ? claims : undefined;
}

function identityTest(matches: (identity: string) => boolean): Test {
  return (facts) => facts.identity !== '' && matches(facts.identity);
}

function headerTest(name: string, matches: (value: string) => boolean): Test {
  return (facts) => facts.header(name).some(matches);
}

function claimTest(names: readonly string[], value: string): Test {
  const matches = textMatch(value);
  return (facts) => claimTexts(facts.claims, names).some(matches);
}

function addressTest(value: string, of: (facts: Facts) => Block | undefined): Test {
  const block = parseBlock(value);
  if (block === undefined) throw new Unusable(`'${value}' is neither an IP address nor a CIDR block`);
  return (facts) => {
    const address = of(facts);
    return address !== undefined && inBlock(block, address);
  };
}

/** `[name]` -> name. */
function bracketed(text: string): string {
  if (!text.startsWith('[') || !text.endsWith(']')) throw new Unusable(`'${text}' is not a name in brackets`);
  return text.slice(1, -1);
}

/** `[a][b]` -> a, b; anything else in brackets is one name. */
function nestedNames(text: string): readonly string[] {
  return /^(\[[^[\]]*\])*$/.test(text)
    ? [...text.matchAll(/\[([^[\]]*)\]/g)].map((found) => found[1]!)
    : [bracketed(text)];
}
