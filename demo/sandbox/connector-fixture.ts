import { connectorMark } from './connector-mark.ts';

/** One entry of Cyclr's `Connector.Parameters`, as its API writes it. */
export interface Parameter {
  readonly IsAccountConnectorProperty: boolean;
  readonly TargetType: 'MergeField';
  readonly TargetName: string;
  readonly IsSensitive: boolean;
  readonly Id: number;
  readonly Name: string;
  readonly Description: string | null;
  readonly IsOptional: boolean;
  readonly DataType: string;
  readonly TriggerName: null;
  readonly Values: readonly (string | { readonly Value: string })[] | null;
  readonly DisplayOrder?: number;
  /** Under whichever names the switch `parameterFlags` says. */
  readonly flags?: ParameterFlags;
}

export interface ParameterFlags {
  readonly hidden?: true;
  readonly multiline?: true;
  readonly defaultValue?: string;
}

/** One entry of Cyclr's `Connector.Authentication`. */
export interface AuthenticationMethod {
  readonly Id: string;
  readonly AuthName: string;
  readonly AuthDescription: string | null;
  readonly AuthType: string;
  readonly OAuth2Type: string;
  readonly AuthScheme: string | null;
}

/** How Cyclr reaches a third party that has a sign-in page. */
export interface OAuthSettings {
  /** Cyclr's "Authorize URL": merge fields, then perhaps `|exclude:a,b`. `{{Provider}}` is the sandbox's provider origin. */
  readonly authorizeUrl: string;
  /** What Cyclr asks for, as the connector's own scope setting; empty where the template carries it. */
  readonly scope: string;
  /** What the third party grants to an app that names no scope. */
  readonly appScopes: readonly string[];
  /** The client that is registered at the third party. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** True where the partner left them blank, so that each account brings its own as properties. */
  readonly perAccountClient: boolean;
}

export interface ConnectorFixture {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly accent: string;
  readonly icon: string;
  readonly version: string;
  /** `Draft` ones cannot be installed. */
  readonly status: 'Approved' | 'Draft';
  readonly authDescription: string | null;
  readonly authType: string;
  readonly oauth2Type: string;
  /** Absent means that the member is missing from the answer; `null` and `"null"` are sent as they are. */
  readonly parameters?: readonly Parameter[] | null | 'null';
  readonly authentication?: readonly AuthenticationMethod[] | null;
  /** Which of several methods was chosen when the connector was installed. */
  readonly authenticationId?: string;
  readonly oauth?: OAuthSettings;
  /** Properties that Cyclr fills by itself after a sign-in. */
  readonly lookup?: Readonly<Record<string, string>>;
  /** The method that a "test connection" calls. */
  readonly testMethod: string;
}

type Draft = Pick<ConnectorFixture, 'slug' | 'name' | 'description' | 'accent' | 'authType'> &
  Partial<Omit<ConnectorFixture, 'icon' | 'testMethod' | 'oauth'>> & {
    readonly oauth?: Pick<OAuthSettings, 'authorizeUrl'> & Partial<OAuthSettings>;
    readonly initials: string;
  };

const guidFrom = (text: string): string => {
  const digits = Array.from(text)
    .reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 0xffffffff, 7)
    .toString(16);
  return `5a4d0000-0000-4000-8000-${digits.padStart(12, '0')}`;
};

/** A connector as an account has it: with the method that was chosen at the install, and that alone. */
export const withMethod = (fixture: ConnectorFixture, authenticationId: string | undefined): ConnectorFixture => {
  const methods = fixture.authentication ?? [];
  const chosen = methods.find(({ Id }) => Id === authenticationId) ?? (methods.length === 1 ? methods[0] : undefined);
  const { oauth, ...rest } = { ...fixture, ...(chosen && { authType: chosen.AuthType, oauth2Type: chosen.OAuth2Type }) };
  return {
    ...rest,
    ...(authenticationId !== undefined && { authenticationId }),
    ...(oauth && rest.authType.startsWith('OAuth') && { oauth }),
  };
};

/** Fills in what most connectors share. */
export const defineConnector = ({ initials, oauth, ...draft }: Draft): ConnectorFixture => ({
  version: '1.0',
  status: 'Approved',
  authDescription: null,
  oauth2Type: 'Unknown',
  ...draft,
  icon: connectorMark(initials, draft.accent),
  testMethod: guidFrom(draft.slug),
  ...(oauth && {
    oauth: {
      scope: '',
      appScopes: ['contacts.read'],
      clientId: `${draft.slug}-client`,
      clientSecret: `${draft.slug}-secret`,
      perAccountClient: false,
      ...oauth,
    },
  }),
});

let nextParameterId = 7654000;

type ParameterDraft = Partial<
  Pick<Parameter, 'IsSensitive' | 'IsOptional' | 'DataType' | 'Values' | 'DisplayOrder' | 'IsAccountConnectorProperty' | 'flags'>
>;

/** A value that the person must give: `name` is what they read, `targetName` what Cyclr stores it under. */
export const parameter = (targetName: string, name: string, description: string | null, draft: ParameterDraft = {}): Parameter => ({
  IsAccountConnectorProperty: true,
  TargetType: 'MergeField',
  TargetName: targetName,
  IsSensitive: false,
  Id: (nextParameterId += 1),
  Name: name,
  Description: description,
  IsOptional: false,
  DataType: 'Text',
  TriggerName: null,
  Values: null,
  ...draft,
});

export const method = (
  slug: string,
  name: string,
  authType: string,
  oauth2Type = 'Unknown',
  description: string | null = null,
): AuthenticationMethod => ({
  Id: guidFrom(`${slug}/${name}`),
  AuthName: name,
  AuthDescription: description,
  AuthType: authType,
  OAuth2Type: oauth2Type,
  AuthScheme: null,
});
