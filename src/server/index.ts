export type { AuditAction, AuditEvent } from './audit.ts';
export type { CyclrClientOptions } from './client-options.ts';
export { createCyclrClient, type CyclrClient, type TestResult } from './cyclr-client.ts';
export { type ConnectHandler, createConnectHandler } from './handler.ts';
export type { Account, ConnectHandlerOptions, ConnectionTest } from './options.ts';
export { ConnectError, type ErrorCode } from '../protocol/errors.ts';
export type { AccountConnector } from '../protocol/connector.ts';
export type { FieldOverride, FieldOverrides } from '../protocol/fields.ts';
export type { ConnectorView, Proof } from '../protocol/wire.ts';
