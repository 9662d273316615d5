export type { AuditAction, AuditEvent } from './audit.ts';
export type { CyclrClientOptions } from './cyclr/client-options.ts';
export { type ConnectLinkRequest, createConnectLink, readConnectLink } from './links/connect-link.ts';
export type { LinkState } from './links/read-link.ts';
export type { Logger } from './log.ts';
export { createCyclrClient, type CyclrClient, type TestResult } from './cyclr/cyclr-client.ts';
export { type ConnectHandler, createConnectHandler } from './handler.ts';
export type { Account } from './account.ts';
export type { CatalogueCalls, CatalogueQuery, InstallOptions, InstallResult, NewAccount } from './cyclr/catalogue-calls.ts';
export type { CatalogueEntry, CatalogueMethod } from './cyclr/catalogue.ts';
export type {
  AttentionChange,
  DescribeRequest,
  Description,
  InstallRules,
  LifecycleOptions,
  LinkRules,
  RememberedAttention,
} from './options/lifecycle-options.ts';
export type { ConnectHandlerOptions, ConnectionTest, Disconnection } from './options/handler-options.ts';
export type { TestMethod } from './options/test-methods.ts';
export { createTransactionErrorReceiver, type TransactionErrorReceiverOptions } from './attention/transaction-error-receiver.ts';
export { ConnectError, type ErrorCode } from '../protocol/errors.ts';
export type { AccountConnector } from './cyclr/account-connector.ts';
export type { FieldProblem } from '../protocol/field-problems.ts';
export type { Choice, FieldOverride, FieldOverrides } from '../protocol/fields.ts';
export { bareHost, httpsUrl, subdomain, trimmed } from '../protocol/normalizers.ts';
export type { ConnectorView, Proof } from '../protocol/wire.ts';
