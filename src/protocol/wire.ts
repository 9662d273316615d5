import * as z from 'zod/mini';
import { errorCodes } from './errors.ts';

export type { Credential, CredentialsRequest } from './credentials-request.ts';

/*
 * What travels between the browser and the handler. Both ends parse with these schemas: answers leniently (a newer
 * handler may say more), requests strictly (the handler refuses unknown members).
 */

const nullableText = z.nullish(z.string());

const fieldViewSchema = z.object({
  /** Cyclr's `TargetName`: the property's key. */
  name: z.string(),
  label: z.string(),
  description: nullableText,
  /** Cyclr's DataType, lower case: how the value is asked for. Values themselves are always strings. */
  type: z.string(),
  required: z.boolean(),
  sensitive: z.boolean(),
  options: z.optional(z.array(z.string())),
  /** What the person reads in place of an option's value. */
  optionLabels: z.optional(z.record(z.string(), z.string())),
  /** A value that is not among the options may be typed. */
  otherValues: z.optional(z.boolean()),
  /** What is stored; never present for a sensitive field. */
  value: nullableText,
  /** Filled in at first where nothing is stored; never present for a sensitive field. */
  defaultValue: z.optional(z.string()),
  /** A sensitive value is stored; it may be left empty to keep it. */
  saved: z.optional(z.boolean()),
  placeholder: z.optional(z.string()),
  documentationUrl: z.optional(z.string()),
  multiline: z.optional(z.boolean()),
  /** The host's own `autocomplete` for the control. */
  autocomplete: z.optional(z.string()),
});
/** One field of the form. Values are strings; a sensitive field has no value here. */
export type FieldView = z.infer<typeof fieldViewSchema>;

/** Why a connected account needs its person again: the sign-in expired, was revoked, or calls fail for a reason not known. */
export const attentionReasons = ['expired', 'revoked', 'failing'] as const;
const attentionSchema = z.object({
  reason: z.enum(attentionReasons),
  /** When it began, as an ISO 8601 date and time. */
  since: z.optional(z.string()),
});
/** Why, and since when, a connected account needs its person. */
export type Attention = z.infer<typeof attentionSchema>;

/** Whose account it is at the third party, in the host's words: plain text, one line each. */
const accountLabelSchema = z.object({
  label: z.string(),
  /** ISO 8601. */
  connectedAt: z.optional(z.string()),
  connectedBy: z.optional(z.string()),
});
/** Whose account it is: plain text, an ISO 8601 time, and who connected it. */
export type AccountLabel = z.infer<typeof accountLabelSchema>;

/** How the credential's own fields (`key`, `username`, `password`) are asked for one connector. */
const credentialFieldsSchema = z.record(
  z.string(),
  z.object({
    label: z.optional(z.string()),
    description: z.optional(z.string()),
    placeholder: z.optional(z.string()),
    documentationUrl: z.optional(z.string()),
    required: z.optional(z.boolean()),
    hidden: z.optional(z.boolean()),
    sensitive: z.optional(z.boolean()),
    multiline: z.optional(z.boolean()),
    autocomplete: z.optional(z.string()),
  }),
);

const connectorViewSchema = z.object({
  id: z.string(),
  /** The catalogue's connector: as it was asked for in `names`, else its name in the catalogue. Absent in answers to `ids`. */
  connector: z.optional(z.string()),
  name: z.string(),
  /** Where the catalogue has one; in lists only. */
  category: nullableText,
  description: nullableText,
  /** A `data:` image or an https address. */
  icon: nullableText,
  /** Origin of Cyclr's service domain: the only one whose messages count. */
  serviceOrigin: nullableText,
  authType: z.string(),
  oauth2Type: nullableText,
  authDescription: nullableText,
  authenticated: z.boolean(),
  attention: z.optional(attentionSchema),
  account: z.optional(accountLabelSchema),
  /** For the holder of a link (`createConnectLink`) only: `open`, who may connect and not disconnect, or `used`, who may change nothing. */
  guest: z.optional(z.enum(['open', 'used'])),
  fields: z.array(fieldViewSchema),
  credentialFields: z.optional(credentialFieldsSchema),
});
/** An account connector as a browser may see it: no credential, and no value of a sensitive field. */
export type ConnectorView = z.infer<typeof connectorViewSchema>;

const wireErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  /** Sentences by field name. */
  fields: z.optional(z.record(z.string(), z.string())),
  /** By field name, what the sentence says as a `FieldProblem`; a host's own sentence has none, and newer words may come. */
  problems: z.optional(z.record(z.string(), z.string())),
  /** Why the credential was refused, in the host's words for the person. */
  explanation: z.optional(z.string()),
  /** Something had been changed: true where it was put back as it was, false where it could not be. */
  restored: z.optional(z.boolean()),
  correlationId: z.optional(z.string()),
});
export type WireError = z.infer<typeof wireErrorSchema>;
export const errorAnswerSchema = z.object({ error: wireErrorSchema });

const connectorFailureSchema = z.object({ id: z.string(), error: wireErrorSchema });
export type ConnectorFailure = z.infer<typeof connectorFailureSchema>;

export const connectorsItemSchema = z.union([connectorFailureSchema, connectorViewSchema]);
export interface ConnectorsAnswer {
  connectors: z.infer<typeof connectorsItemSchema>[];
}
/** The answer as a list; each item is parsed by the widget that asked for it. */
export const connectorsListSchema = z.object({ connectors: z.array(z.unknown()) });

const methodViewSchema = z.object({
  /** Cyclr's `AuthenticationId`: what `POST connectors` takes as `method`. */
  id: z.string(),
  name: z.string(),
  description: nullableText,
  authType: z.string(),
  oauth2Type: nullableText,
});
/** One way to connect, of several that a connector of the catalogue has. */
export type MethodView = z.infer<typeof methodViewSchema>;

/** A connector of Cyclr's catalogue that may be installed into the account. */
const availableViewSchema = z.object({
  /** What `POST connectors` takes as `connector`: its name, or its id where another entry has the same name. */
  connector: z.string(),
  name: z.string(),
  description: nullableText,
  icon: nullableText,
  category: nullableText,
  /** The methods that a person may choose from; one that the host chose is the only one. Empty: there is nothing to choose. */
  methods: z.array(methodViewSchema),
  /** As in `ConnectorView`, where the catalogue says it without a method. */
  authType: nullableText,
  oauth2Type: nullableText,
  authDescription: nullableText,
  /** What will be asked once it is installed, so that it can be asked before. */
  fields: z.optional(z.array(fieldViewSchema)),
  credentialFields: z.optional(credentialFieldsSchema),
});
/** A connector of the catalogue that the account does not have yet, and may install. */
export type AvailableView = z.infer<typeof availableViewSchema>;

const namedFailureSchema = z.object({ connector: z.string(), error: wireErrorSchema });
const namedAvailableSchema = z.object({ connector: z.string(), available: availableViewSchema });
/** One item of the answer to `GET connectors?names=`; `connector` is the name as it was asked for. */
export const namedItemSchema = z.union([namedFailureSchema, namedAvailableSchema, connectorViewSchema]);
export type NamedItem = z.infer<typeof namedItemSchema>;

/**
 * The answer to `GET connectors` without `ids` and `names`. `available` and `another` are there with the handler's
 * `install` only: what the account does not have yet, and what it has and may have once more.
 */
export const connectorListSchema = z.object({
  connectors: z.array(z.unknown()),
  available: z.optional(z.array(availableViewSchema)),
  another: z.optional(z.array(availableViewSchema)),
  /** With the first of several pages: the categories of what is on the others, by the catalogue's names. */
  categories: z.optional(z.record(z.string(), z.string())),
  /** How many pages there are, where the request named one: `?page=1` and on, 100 connectors each. */
  pages: z.optional(z.number()),
});
export interface ConnectorList {
  connectors: (ConnectorView | ConnectorFailure)[];
  available?: AvailableView[];
  another?: AvailableView[];
  categories?: Record<string, string>;
  /** Why `available` and `another` are missing although something may be added. */
  availableError?: WireError;
  pages?: number;
}

/** The answer to `POST connectors`. `installed` is false where the account had the connector already. */
export const installAnswerSchema = z.object({ connector: connectorViewSchema, installed: z.boolean() });
export type InstallAnswer = z.infer<typeof installAnswerSchema>;

/** How we know: `message` < `authenticated` < `tested`; `saved` where there is nothing to authenticate. */
const proofSchema = z.enum(['message', 'authenticated', 'tested', 'saved']);
/** How a success is known: `message`, `authenticated`, `tested` or `saved`. */
export type Proof = z.infer<typeof proofSchema>;

/** The answer to `POST connectors/{id}/credentials` and to `check`. */
export const provenAnswerSchema = z.object({ connector: connectorViewSchema, proof: proofSchema });
export type CredentialsAnswer = z.infer<typeof provenAnswerSchema>;
/** A test that failed is `attention` in the connector, not an error. */
export type CheckAnswer = CredentialsAnswer;

export const disconnectAnswerSchema = z.object({ connector: connectorViewSchema });
export type DisconnectAnswer = z.infer<typeof disconnectAnswerSchema>;

/** At most this many ids in one `GET connectors`; the client splits. */
export const maxIdsPerRequest = 200;

export const isConnectorFailure = (item: ConnectorView | ConnectorFailure): item is ConnectorFailure => Object.hasOwn(item, 'error');
