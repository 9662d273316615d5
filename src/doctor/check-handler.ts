import { readBase } from '../protocol/base-header.ts';
import { connectorsItemSchema, connectorsListSchema, isConnectorFailure } from '../protocol/wire.ts';
import { type Ask, describeAnswer } from './ask.ts';
import { type Check, failed, note, ok } from './check.ts';

const checkBase = (headers: Headers, url: string): Check => {
  const base = readBase(headers)?.replace(/\/$/, '');
  if (base === undefined)
    return note(
      'base',
      'The handler’s answer has no X-Cyclr-Connect header.',
      'Let proxies pass it on; diagnose() compares addresses by it.',
    );
  return base === url
    ? ok('base', `The handler builds its addresses from ${base}.`)
    : failed('base', `The handler builds its addresses from ${base}, not from ${url}.`, `Set publicUrl: '${url}'.`);
};

/** A GET without a session: the handler must answer, and say that no session came. Only its answer has a `base`. */
export const checkAnswer = async (ask: Ask, url: string): Promise<Check[]> => {
  const address = `${url}/connectors?ids=1`;
  const answer = await ask(address, { headers: { accept: 'application/json', 'sec-fetch-site': 'same-origin' } });
  const isList = connectorsListSchema.safeParse(answer.json).success;
  if (answer.error === undefined && !isList) {
    const message = `Something else than the handler answers at ${url}/connectors: ${describeAnswer(answer, address)}.`;
    return [failed('handler', message, 'Mount the handler there, before redirects, sign-in checks and catch-all routes.')];
  }
  if (answer.status === 404) {
    const remedy = 'Set basePath to the path that arrives at the handler; a proxy or framework may have cut a part of it.';
    return [failed('handler', `The handler is there, but does not know the path of ${url}.`, remedy)];
  }
  const base = checkBase(answer.headers, url);
  if (isList) {
    const remedy = 'Let resolveAccount return undefined without a session.';
    return [note('handler', 'The handler answers, also to a request without a session.', remedy), base];
  }
  return [
    answer.error?.code === 'not-signed-in'
      ? ok('handler', `The handler answers at ${url}, and not without a session.`)
      : failed(
          'handler',
          `The handler answers ${String(answer.status)}: ${answer.error?.message ?? ''}`,
          'Change what that sentence names.',
        ),
    base,
  ];
};

/** A POST whose body is not part of the wire must be refused unread, and one from another site must be refused. */
export const checkPosts = async (ask: Ask, url: string): Promise<Check[]> => {
  const address = `${url}/connectors/1/credentials`;
  const post = (origin: string, site: string) =>
    ask(address, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', origin, 'sec-fetch-site': site },
      body: '{"diagnose":true}',
    });
  const own = await post(new URL(url).origin, 'same-origin');
  const strange = await post('https://cyclr-connect-doctor.example', 'cross-site');
  const readPost = (): Check => {
    if (own.error === undefined)
      return failed(
        'post',
        `A POST does not reach the handler: ${describeAnswer(own, address)}.`,
        'Except its path from CSRF protection and redirects.',
      );
    switch (own.error.code) {
      case 'invalid-request':
        return ok('post', 'A POST reaches the handler with its body.');
      case 'forbidden':
        return failed('post', `The handler refuses a POST of its own origin: ${own.error.message}`, `Set publicUrl: '${url}'.`);
      case 'misconfigured':
        return failed(
          'post',
          'The body of a POST is read before the handler gets it.',
          'Mount it before body parsers, or use cyclr-connect/node.',
        );
      default:
        return failed('post', `A POST is answered ${String(own.status)}: ${own.error.message}`, 'Change what that sentence names.');
    }
  };
  return [
    readPost(),
    strange.status === 403
      ? ok('guard', 'A POST from another site is refused.')
      : failed(
          'guard',
          `A POST from another site is not refused with 403, but answered ${String(strange.status)}.`,
          'Let proxies pass the headers Origin and Sec-Fetch-Site on.',
        ),
  ];
};

const wantedHeaders: Readonly<Record<string, RegExp>> = {
  'cache-control': /no-store/,
  'referrer-policy': /no-referrer/,
  'content-security-policy': /./,
};

/** The page that Cyclr redirects to, asked for as that redirect may ask: without a cookie. */
export const checkCallback = async (ask: Ask, url: string): Promise<Check> => {
  const address = `${url}/callback`;
  const page = await ask(address, { headers: { accept: 'text/html' } });
  const script = await ask(`${address}.js`);
  const remedy = 'Let every request GET it, without cookies or a redirect, with the handler’s own headers.';
  if (page.status !== 200 || !/callback\.js/.test(page.text))
    return failed('callback', `The callback page is not at ${address}: ${describeAnswer(page, address)}.`, remedy);
  if (script.status !== 200 || !/javascript/.test(script.headers.get('content-type') ?? ''))
    return failed('callback', `The callback page’s script is not at ${address}.js: ${describeAnswer(script, address)}.`, remedy);
  const policy = (page.headers.get('cross-origin-opener-policy') ?? 'unsafe-none').split(';')[0];
  if (policy !== 'unsafe-none')
    return failed('callback', `The callback page comes with Cross-Origin-Opener-Policy: ${policy ?? ''}.`, remedy);
  const missing = Object.keys(wantedHeaders).filter((name) => !wantedHeaders[name]?.test(page.headers.get(name) ?? ''));
  return missing.length === 0
    ? ok('callback', 'The callback page and its script answer, with their headers.')
    : note('callback', `The callback page came without its ${missing.join(', ')}.`, remedy);
};

/** A preflight and an answer for a page of another origin. */
export const checkCors = async (ask: Ask, url: string, origin: string): Promise<Check> => {
  const answer = await ask(`${url}/connectors/1/credentials`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  });
  const has = (name: string, pattern: RegExp): boolean => pattern.test(answer.headers.get(name) ?? '');
  if (answer.headers.get('access-control-allow-origin') !== origin)
    return failed(
      'cors',
      `A preflight from ${origin} is not allowed.`,
      `Add '${origin}' to allowedOrigins, and let OPTIONS reach the handler.`,
    );
  return has('access-control-allow-credentials', /^true$/) && has('access-control-allow-headers', /content-type/i)
    ? ok('cors', `Pages of ${origin} may use the handler.`)
    : failed(
        'cors',
        `A preflight from ${origin} is answered without credentials or content-type.`,
        'Let the handler’s own CORS headers through.',
      );
};

/** What a signed-in person would get. */
export const checkSession = async (
  ask: Ask,
  url: string,
  headers: Readonly<Record<string, string>>,
  ids: readonly string[],
): Promise<Check> => {
  const asked = ids.length === 0 ? ['1'] : ids;
  const { error, json } = await ask(`${url}/connectors?ids=${asked.join(',')}`, {
    headers: { accept: 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
  });
  if (error !== undefined) {
    const remedy = error.code === 'not-signed-in' ? 'Check that resolveAccount reads these headers.' : 'Change what that sentence names.';
    return failed('session', `With these headers the handler says ${error.code}: ${error.message}`, remedy);
  }
  const items = (connectorsListSchema.safeParse(json).data?.connectors ?? []).flatMap(
    (one) => connectorsItemSchema.safeParse(one).data ?? [],
  );
  const missing = ids.flatMap((id) => {
    const item = items.find((one) => one.id === id);
    if (item === undefined) return [`${id} (no answer)`];
    return isConnectorFailure(item) ? [`${id} (${item.error.code})`] : [];
  });
  return missing.length === 0
    ? ok('session', 'These headers are a session with an account.')
    : failed(
        'session',
        `The session’s account cannot use ${missing.join(', ')}.`,
        'Check the ids, and the account that resolveAccount gives.',
      );
};
