export type { AuditAction, AuditEvent } from './audit.ts';
export type { CyclrClientOptions } from './client-options.ts';
export { type ConnectLinkRequest, createConnectLink, type LinkState, readConnectLink } from './connect-link.ts';
export type { Logger } from './log.ts';
export { createCyclrClient, type CyclrClient, type TestResult } from './cyclr-client.ts';
export { type ConnectHandler, createConnectHandler } from './handler.ts';
export type { Account } from './account.ts';
export type { CatalogueCalls, CatalogueQuery, InstallOptions, InstallResult, NewAccount } from './catalogue-calls.ts';
export type { CatalogueEntry, CatalogueMethod } from './catalogue.ts';
export type {
  AttentionChange,
  DescribeRequest,
  Description,
  InstallRules,
  LifecycleOptions,
  LinkRules,
  RememberedAttention,
} from './lifecycle-options.ts';
export type { ConnectHandlerOptions, ConnectionTest, Disconnection } from './options.ts';
export type { TestMethod } from './test-methods.ts';
export { createTransactionErrorReceiver, type TransactionErrorReceiverOptions } from './transaction-error-receiver.ts';
export { ConnectError, type ErrorCode } from '../protocol/errors.ts';
export type { AccountConnector } from '../protocol/connector.ts';
export type { FieldProblem } from '../protocol/field-problems.ts';
export type { Choice, FieldOverride, FieldOverrides } from '../protocol/fields.ts';
export { bareHost, httpsUrl, subdomain, trimmed } from '../protocol/normalizers.ts';
export type { ConnectorView, Proof } from '../protocol/wire.ts';
