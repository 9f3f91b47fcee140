import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect as connectTcp, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import type { AccessRequest } from '../../../src/validation/access';

type Json = Record<string, unknown>;

/** What Istio tells a proxy of one mesh. */
export interface ProxyFilters {
  readonly http: { readonly custom: readonly Json[] | null; readonly local: readonly Json[] | null };
  readonly tcp: { readonly custom: readonly Json[] | null; readonly local: readonly Json[] | null };
}

/** What a proxy did with a request: `by` is the rule that it names, where it names one. */
export interface Observed {
  readonly decision: 'allow' | 'deny';
  readonly detail: string;
}

const PORTS = [8080, 9090];

/** Real Envoy with one workload for each mesh, each on addresses of its own, requests with certificates and tokens that it checks. */
export class Envoy {
  readonly #directory: string;
  readonly #tokenKey: KeyObject;
  readonly #jwks: string;
  #process: ChildProcess | undefined;

  constructor(
    private readonly binary: string,
    directory: string,
    principals: readonly string[],
    private readonly authorizers: readonly [number, number],
  ) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true });
    for (const [i, principal] of ['test/ns/test/sa/server', ...principals].entries())
      this.#certify(String(i), principal);
    this.principals = principals;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#tokenKey = privateKey;
    this.#jwks = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'ES256' }] });
  }

  private readonly principals: readonly string[];

  #certify(name: string, principal: string): void {
    const file = (end: string) => join(this.#directory, `${name}.${end}`);
    if (existsSync(file('crt'))) return;
    execFileSync(
      'openssl',
      [
        ...[
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:prime256v1',
          '-nodes',
          '-days',
          '30',
          '-subj',
          '/O=test',
        ],
        ...[
          '-addext',
          `subjectAltName=critical,URI:spiffe://${principal}`,
          '-keyout',
          file('key'),
          '-out',
          file('crt'),
        ],
      ],
      { stdio: 'ignore' },
    );
  }

  async start(meshes: readonly ProxyFilters[]): Promise<void> {
    const file = join(this.#directory, 'envoy.json');
    writeFileSync(file, JSON.stringify(this.#bootstrap(meshes)));
    const arguments_ = [
      '-c',
      file,
      '--concurrency',
      '2',
      '--log-level',
      'error',
      '--disable-hot-restart',
      '--use-dynamic-base-id',
    ];
    let log = '';
    this.#process = spawn(this.binary, arguments_, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#process.stderr!.on('data', (data) => {
      log += data;
    });
    for (let waited = 0; waited < 600; waited++) {
      if (this.#process.exitCode !== null) throw new Error(`Envoy ended: ${log.slice(0, 4000)}`);
      if (await reachable(address(meshes.length - 1, 'tcp'), PORTS.at(-1)!)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`Envoy did not come up: ${log.slice(0, 4000)}`);
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null) return;
    await new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill('SIGKILL');
    });
  }

  ask(mesh: number, request: AccessRequest): Promise<Observed> {
    return request.protocol === 'TCP' ? this.#askTcp(mesh, request) : this.#askHttp(mesh, request);
  }

  #identity(request: AccessRequest) {
    const name = String(this.principals.indexOf(request.principal!) + 1);
    const read = (end: string) => readFileSync(join(this.#directory, `${name}.${end}`));
    return { key: read('key'), cert: read('crt'), rejectUnauthorized: false, servername: request.sni ?? '' };
  }

  #askHttp(mesh: number, request: AccessRequest): Promise<Observed> {
    const headers: Record<string, string | string[]> = { host: request.host! };
    for (const [name, value] of Object.entries(request.headers ?? {})) headers[name] = value as string | string[];
    if (request.remoteIp) headers['x-forwarded-for'] = request.remoteIp;
    if (request.jwt) headers.authorization = `Bearer ${this.#token(request.jwt)}`;
    const options = {
      host: address(mesh, 'http'),
      port: request.port,
      localAddress: request.ip,
      method: request.method!,
      path: request.path!,
      headers,
      agent: false,
    } as const;
    return new Promise((resolve, reject) => {
      const answered = (response: IncomingMessage) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (data) => {
          body += data;
        });
        response.on('end', () =>
          resolve({
            decision: response.statusCode === 200 ? 'allow' : 'deny',
            detail: `${response.statusCode} ${body}`,
          }),
        );
      };
      const sent = request.principal
        ? httpsRequest({ ...options, ...this.#identity(request) }, answered)
        : httpRequest(options, answered);
      sent.on('error', reject);
      sent.end();
    });
  }

  #askTcp(mesh: number, request: AccessRequest): Promise<Observed> {
    return new Promise((resolve, reject) => {
      const options = { host: address(mesh, 'tcp'), port: request.port, localAddress: request.ip };
      const socket: Socket = request.principal
        ? connectTls({ ...options, ...this.#identity(request) })
        : connectTcp(options);
      socket.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNRESET' ? resolve({ decision: 'deny', detail: 'reset' }) : reject(error),
      );
      socket.on(request.principal ? 'secureConnect' : 'connect', () =>
        socket.write('GET is not said here, only an echo is asked for\n'),
      );
      socket.on('data', () => {
        resolve({ decision: 'allow', detail: 'echo' });
        socket.destroy();
      });
      socket.on('close', () => resolve({ decision: 'deny', detail: 'closed' }));
    });
  }

  #token(payload: object): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'ES256', kid: 'k' })}.${part(payload)}`;
    const signature = createSign('sha256').update(signed).sign({ key: this.#tokenKey, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  }

  #bootstrap(meshes: readonly ProxyFilters[]): Json {
    const clusters = (['allow', 'deny'] as const).map((answer, i) => ({
      name: `outbound|9000||${answer}.authz.svc.cluster.local`,
      connect_timeout: '5s',
      typed_extension_protocol_options: {
        'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
          '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
          explicit_http_config: { http2_protocol_options: {} },
        },
      },
      load_assignment: {
        cluster_name: answer,
        endpoints: [{ lb_endpoints: [{ endpoint: { address: socketAddress('127.0.0.1', this.authorizers[i]!) } }] }],
      },
    }));
    const listeners = meshes.flatMap((mesh, i) => [
      this.#listener(`http-${i}`, address(i, 'http'), [this.#connectionManager(mesh.http)]),
      this.#listener(`tcp-${i}`, address(i, 'tcp'), [
        ...(mesh.tcp.custom ?? []),
        ...(mesh.tcp.local ?? []),
        {
          name: 'envoy.filters.network.echo',
          typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.network.echo.v3.Echo' },
        },
      ]),
    ]);
    return { static_resources: { clusters, listeners } };
  }

  #listener(name: string, host: string, filters: readonly Json[]): Json {
    const certificate = {
      certificate_chain: { filename: join(this.#directory, '0.crt') },
      private_key: { filename: join(this.#directory, '0.key') },
    };
    const tls = {
      '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
      require_client_certificate: true,
      common_tls_context: {
        tls_certificates: [certificate],
        validation_context: { trust_chain_verification: 'ACCEPT_UNTRUSTED' },
      },
    };
    return {
      name,
      address: socketAddress(host, PORTS[0]!),
      additional_addresses: PORTS.slice(1).map((port) => ({ address: socketAddress(host, port) })),
      listener_filters: [
        {
          name: 'envoy.filters.listener.tls_inspector',
          typed_config: {
            '@type': 'type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector',
          },
        },
      ],
      filter_chains: [
        {
          filter_chain_match: { transport_protocol: 'tls' },
          filters,
          transport_socket: { name: 'envoy.transport_sockets.tls', typed_config: tls },
        },
        { filter_chain_match: { transport_protocol: 'raw_buffer' }, filters },
      ],
    };
  }

  #connectionManager({ custom, local }: ProxyFilters['http']): Json {
    const tokens = {
      '@type': 'type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication',
      providers: {
        any: {
          local_jwks: { inline_string: this.#jwks },
          payload_in_metadata: 'payload',
          normalize_payload_in_metadata: { space_delimited_claims: ['permission', 'scope'] },
        },
      },
      rules: [
        {
          match: { prefix: '/' },
          requires: { requires_any: { requirements: [{ provider_name: 'any' }, { allow_missing: {} }] } },
        },
      ],
    };
    return {
      name: 'envoy.filters.network.http_connection_manager',
      typed_config: {
        '@type':
          'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
        stat_prefix: 'inbound',
        normalize_path: true,
        use_remote_address: false,
        path_with_escaped_slashes_action: 'KEEP_UNCHANGED',
        local_reply_config: { body_format: { text_format_source: { inline_string: '%RESPONSE_CODE_DETAILS%' } } },
        route_config: {
          virtual_hosts: [
            { name: 'all', domains: ['*'], routes: [{ match: { prefix: '/' }, direct_response: { status: 200 } }] },
          ],
        },
        http_filters: [
          ...(custom ?? []),
          { name: 'envoy.filters.http.jwt_authn', typed_config: tokens },
          ...(local ?? []),
          {
            name: 'envoy.filters.http.router',
            typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router' },
          },
        ],
      },
    };
  }
}

function address(mesh: number, protocol: 'http' | 'tcp'): string {
  return `127.${protocol === 'http' ? 101 : 102}.${Math.floor(mesh / 250)}.${1 + (mesh % 250)}`;
}

function socketAddress(host: string, port: number): Json {
  return { socket_address: { address: host, port_value: port } };
}

function reachable(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTcp({ host, port });
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
