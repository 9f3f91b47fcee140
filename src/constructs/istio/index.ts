export { type AllowFromProps, type Asking, allowFrom, type CallerNamespace, caller, type TokenClaims } from './allow';
export {
  type JwtRule,
  type MtlsMode,
  PeerAuthentication,
  type PeerAuthenticationProps,
  RequestAuthentication,
  type RequestAuthenticationProps,
} from './authentication';
export {
  AuthorizationPolicy,
  type AuthorizationPolicyProps,
  type Condition as AuthorizationCondition,
  type ConditionKey as AuthorizationConditionKey,
  type Operation as AuthorizationOperation,
  type Rule as AuthorizationRule,
  type Source as AuthorizationSource,
} from './authorization-policy';
export { IstioBase, type IstioBaseProps, sidecarAnnotations } from './base';
export {
  EnvoyFilter,
  type EnvoyFilterProps,
  Telemetry,
  type TelemetryProps,
  WasmPlugin,
  type WasmPluginProps,
} from './extension';
export {
  type ExposedService,
  type ExposeOptions,
  Gateway,
  type GatewayProps,
  type GatewayServer,
  type TlsSecret,
} from './gateway';
export { type GatewayPort, type GatewaySize, GatewayWorkload, type GatewayWorkloadProps } from './gateway-workload';
export type { DataPlane, IstioChart, IstioInstallation, IstioPlatform } from './install';
export { type AccessLogs, type ExternalAuthorizer, oauth2Proxy, type Tracing } from './mesh-config';
export { ModelAccess, type ModelAccessProps, type ModelReference } from './model-access';
export {
  DestinationRule,
  type DestinationRuleProps,
  ServiceEntry,
  type ServiceEntryProps,
  Sidecar,
  type SidecarProps,
  VirtualService,
  type VirtualServiceProps,
} from './traffic';
export {
  ProxyConfig,
  type ProxyConfigProps,
  WorkloadEntry,
  type WorkloadEntryProps,
  WorkloadGroup,
  type WorkloadGroupProps,
} from './workload';
