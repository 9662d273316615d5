/** Cyclr's API in memory, given to the handler as its `fetch`. It answers as the contract says, secrets included. */

export interface Call {
  method: string;
  path: string;
  account: string | null;
  authorization: string | null;
  body: string;
}

interface FakeProperty {
  Id: number;
  Name: string;
  Value: string | null;
}

export interface FakeConnector {
  Id: number;
  Name: string;
  AuthValue: string | null;
  Authenticated: boolean;
  Connector: Record<string, unknown>;
  Properties: FakeProperty[];
}

/** The one method that the fake can call. */
export const testMethod = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

export const parameter = (name: string, more: Record<string, unknown> = {}) => ({
  IsAccountConnectorProperty: true,
  TargetName: name,
  Name: name,
  IsSensitive: false,
  IsOptional: false,
  DataType: 'Text',
  ...more,
});

export const fakeConnector = (
  id: number,
  authType: string,
  more: { oauth2Type?: string; parameters?: unknown[]; properties?: FakeProperty[]; authenticated?: boolean; name?: string } = {},
): FakeConnector => ({
  Id: id,
  Name: more.name ?? `Connector ${id}`,
  AuthValue: more.authenticated === true ? 'stored-secret-auth' : null,
  Authenticated: more.authenticated ?? false,
  Connector: { Name: `Connector ${id}`, AuthType: authType, OAuth2Type: more.oauth2Type ?? null, Parameters: more.parameters ?? [] },
  Properties: more.properties ?? [],
});

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

export interface FakeEntry {
  Id: number;
  Name: string;
  Status?: string;
  Authentication?: { Id: string; AuthName?: string; AuthType: string; OAuth2Type?: string }[];
}

type Intercept = (call: Call, signal: AbortSignal) => Response | undefined | Promise<Response | undefined>;

export const createFakeCyclr = (accounts: Record<string, FakeConnector[]>) => {
  const calls: Call[] = [];
  const tokens = new Set<string>();
  const fake = {
    calls,
    accounts,
    tokens,
    minted: [] as string[],
    catalogue: [] as FakeEntry[],
    cycles: {} as Record<string, unknown>,
    expiresIn: 1_209_599 as number | undefined,
    pageSize: undefined as number | undefined,
    /** Answers instead of the fake where it returns something. */
    intercept: undefined as Intercept | undefined,
    /** Carries a call out, as if `intercept` were not there. */
    answerNow: (call: Call): Response => answer(call, new URL(call.path, 'https://api.cyclr.com')),
    count: (method: string, path: RegExp): number => calls.filter((call) => call.method === method && path.test(call.path)).length,
    find: (account: string, id: number): FakeConnector => {
      const connector = accounts[account]?.find(({ Id }) => Id === id);
      if (connector === undefined) throw new Error('no such connector in the fake');
      return connector;
    },
    fetch: (async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const headers = new Headers(init?.headers);
      const call: Call = {
        method: init?.method ?? 'GET',
        path: url.pathname + url.search,
        account: headers.get('x-cyclr-account'),
        authorization: headers.get('authorization'),
        body: typeof init?.body === 'string' ? init.body : '',
      };
      calls.push(call);
      const signal = init?.signal ?? new AbortController().signal;
      return (await fake.intercept?.(call, signal)) ?? answer(call, url);
    }) as typeof fetch,
  };

  const install = (call: Call, wanted: string): Response => {
    const entry = fake.catalogue.find(({ Id }) => String(Id) === wanted);
    const mine = accounts[call.account ?? ''];
    if (entry === undefined || mine === undefined) return json({ Message: 'Not found' }, 404);
    const { Name = entry.Name, AuthenticationId } = JSON.parse(call.body) as { Name?: string; AuthenticationId?: string };
    if (entry.Status === 'Draft') return json({ Message: 'A draft connector cannot be installed.' }, 400);
    if (mine.some((connector) => connector.Name === Name)) return json({ Message: `Account connector name '${Name}' is in use.` }, 400);
    const method = entry.Authentication?.find(({ Id }) => Id === AuthenticationId) ?? entry.Authentication?.[0];
    const connector = fakeConnector(Math.max(500, ...mine.map(({ Id }) => Id)) + 1, method?.AuthType ?? 'ApiKey', { name: Name });
    connector.Connector = { ...connector.Connector, Id: entry.Id, Name: entry.Name };
    mine.push(connector);
    return json(connector);
  };

  const answer = (call: Call, url: URL): Response => {
    if (url.pathname === '/oauth/token') {
      const form = new URLSearchParams(call.body);
      if (form.get('client_secret') !== 'partner-secret-xyz') return json({ Message: `bad secret ${form.get('client_secret')}` }, 401);
      const token = `access-secret-${tokens.size + 1}`;
      tokens.add(token);
      return json({ token_type: 'bearer', access_token: token, ...(fake.expiresIn === undefined ? {} : { expires_in: fake.expiresIn }) });
    }
    if (!tokens.has((call.authorization ?? '').replace('Bearer ', ''))) return json({ Message: 'Unauthorized' }, 401);
    if (/\/signintoken$/.test(url.pathname)) {
      const token = `sign+in/secret=${fake.minted.length}`;
      fake.minted.push(token);
      return json({ Token: token, ExpiresAtUtc: '2030-01-01T00:00:00Z' });
    }
    if (url.pathname === '/v1.0/connectors') {
      const query = (url.searchParams.get('query') ?? '').toLowerCase();
      return json(
        fake.catalogue.filter(({ Name }) => Name.toLowerCase().includes(query)),
        200,
        { 'Total-Pages': '1' },
      );
    }
    if (url.pathname === '/v1.0/accounts' && call.method === 'POST') {
      const { Id } = JSON.parse(call.body) as { Id: string };
      if (accounts[Id] !== undefined) return json({ Message: 'ID already in use' }, 400);
      accounts[Id] = [];
      return json({ Id });
    }
    if (call.account !== null && call.account.startsWith('new-') && accounts[call.account] === undefined)
      return json({ Message: 'This account is not yours.' }, 403);
    const cycle = /^\/v1\.0\/cycles\/([^/]+)$/.exec(url.pathname)?.[1];
    if (cycle !== undefined) return cycle in fake.cycles ? json(fake.cycles[cycle]) : json({ Message: 'Cycle not found.' }, 404);
    const wanted = /^\/v1\.0\/connectors\/([^/]+)\/install$/.exec(url.pathname)?.[1];
    if (wanted !== undefined) return install(call, wanted);
    const mine = accounts[call.account ?? ''] ?? [];
    if (url.pathname === '/v1.0/account/connectors') {
      const size = fake.pageSize ?? Number(url.searchParams.get('pageSize'));
      const page = Number(url.searchParams.get('page'));
      return json(mine.slice((page - 1) * size, page * size), 200, { 'Total-Pages': String(Math.ceil(mine.length / size)) });
    }
    const [, id, rest = ''] = /^\/v1\.0\/account\/connectors\/([^/]+)(.*)$/.exec(url.pathname) ?? [];
    const connector = mine.find((one) => one.Id === Number(id));
    if (connector === undefined) return json({ Message: 'Not found' }, 404);
    const body = call.body === '' ? {} : (JSON.parse(call.body) as Record<string, string>);
    if (rest === '' && call.method === 'GET') return json(connector);
    if (rest === '' && call.method === 'PUT') {
      connector.AuthValue = body['AuthValue'] ?? null;
      connector.Authenticated = true;
      return json(connector);
    }
    if (rest === '/properties' && call.method === 'POST') {
      if (connector.Properties.some(({ Name }) => Name === body['Name'])) return json({ Message: 'exists' }, 400);
      connector.Properties.push({ Id: 900 + connector.Properties.length, Name: body['Name'] ?? '', Value: body['Value'] ?? '' });
      return json(connector.Properties.at(-1));
    }
    const property = connector.Properties.find(({ Id }) => rest === `/properties/${Id}`);
    if (property !== undefined && call.method === 'PUT') {
      property.Value = body['Value'] ?? '';
      return json(property);
    }
    if (property !== undefined && call.method === 'DELETE') {
      connector.Properties = connector.Properties.filter((one) => one !== property);
      return json({});
    }
    if (rest === '/deauthenticate' && call.method === 'PUT') {
      connector.AuthValue = null;
      connector.Authenticated = false;
      return json({ Message: 'successfully de-authenticated.' });
    }
    if (rest === `/test/${testMethod}` && call.method === 'POST') {
      const fine = !(connector.AuthValue ?? '').includes('wrong');
      return fine ? json({ Success: true }) : json({ Message: `Unauthorized: ${connector.AuthValue}` }, 400);
    }
    return json({ Message: 'Not found' }, 404);
  };

  return fake;
};
