export { connect, type ConnectOptions } from './connect.ts';
export type { CheckResult, ConnectFlow, ConnectInput, ConnectResult, Notice } from './connect-flow.ts';
export { createConnectFlow } from './flow.ts';
export { diagnose } from './diagnose/index.ts';
export type { Diagnosis, Finding, FindingId, Severity } from './diagnose/finding.ts';
export type { AuthorizeOptions, Backend } from './backend.ts';
export type { EndpointHeaders } from './endpoint-fetch.ts';
export type { FlowOptions, SignInToken } from './options.ts';
export type { Platform } from './platform.ts';
export type { Failure, PopupStatus, Problems, State, Status } from './state.ts';
export { defaultTiming, type Timing } from './timing.ts';
export { ConnectError, type ErrorCode, errorCodes, type FieldErrors, isRetryable, type Stage, type Story } from '../protocol/errors.ts';
export type { FieldProblem } from '../protocol/field-problems.ts';
export type { Choice, FieldOverride, FieldOverrides } from '../protocol/fields.ts';
export { bareHost, httpsUrl, subdomain, trimmed } from '../protocol/normalizers.ts';
export type {
  AccountLabel,
  Attention,
  AvailableView,
  ConnectorView,
  Credential,
  CredentialsRequest,
  FieldView,
  MethodView,
  Proof,
} from '../protocol/wire.ts';
