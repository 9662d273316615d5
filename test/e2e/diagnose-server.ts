import { readFile } from 'node:fs/promises';
import { fakeConnector, json } from '../server/fake-cyclr.ts';
import { setUp } from '../server/set-up.ts';
import { type Site, startSite } from './site.ts';
import { own, type Scenario } from './diagnose-scenario.ts';

const assets: Readonly<Record<string, string>> = {
  '/cyclr-connect.js': 'cyclr-connect.js',
  '/cyclr-connect-diagnose.js': 'cyclr-connect-diagnose.js',
};

/** The handler over a fake Cyclr, a page with the script in it, and another one with that page in a frame. */
export const serve = async (scenario: Scenario): Promise<Site> => {
  // Its origins contain the port, so it is made when that is known.
  const made: { handler?: ReturnType<typeof setUp>['handler'] } = {};
  const site = await startSite(async (asked) => {
    const special = await scenario.answer?.(asked);
    if (special !== undefined) return special ?? undefined;
    const asset = assets[asked.path];
    // A page without an origin gets its script from another one.
    if (asset !== undefined)
      return {
        headers: { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' },
        body: await readFile(new URL(`../../dist/${asset}`, import.meta.url), 'utf8'),
      };
    if (asked.path.startsWith('/cyclr-connect/')) {
      const sent = Object.fromEntries(
        Object.entries(asked.headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      );
      const answer = await made.handler!(
        new Request(`http://${String(asked.headers.host)}${asked.path}?${asked.query}`, {
          method: asked.method,
          headers: sent,
          ...(asked.method === 'POST' ? { body: scenario.swallowsBody === true ? '' : asked.body } : {}),
        }),
      );
      scenario.change?.(asked, answer.headers);
      const base = answer.headers.get('x-cyclr-connect');
      if (base !== null) answer.headers.set('x-cyclr-connect', base.replace('PORT', new URL(site.origin).port));
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
    }
    const type = { 'content-type': 'text/html; charset=utf-8' };
    if (asked.path === '/page')
      return {
        headers: { ...type, date: new Date(Date.now() + (scenario.served ?? 0)).toUTCString(), ...scenario.page },
        body:
          '<!doctype html><title>Page</title><script src="/cyclr-connect.js"></script>' +
          (scenario.atLoad === true ? `<script>window.result = CyclrConnect.diagnose(${own})</script>` : ''),
      };
    if (asked.path === '/around')
      return {
        headers: type,
        body: `<!doctype html><title>Around</title><iframe src="http://localhost:${String(asked.query.get('port'))}/page" ${scenario.frame?.sandbox === undefined ? '' : `sandbox="${scenario.frame.sandbox}"`}></iframe>`,
      };
    return { status: 404, headers: type, body: 'Nothing' };
  });
  const port = new URL(site.origin).port;
  const options = JSON.parse(JSON.stringify(scenario.handler ?? {}).replaceAll('PORT', port)) as object;
  const { handler, cyclr } = setUp([fakeConnector(1, 'OAuth2'), fakeConnector(2, 'ApiKey'), fakeConnector(3, 'NetSuiteOAuth1')], {
    ...scenario.handler,
    ...options,
  });
  if (scenario.cyclrDown === true) cyclr.intercept = () => json({}, 500);
  made.handler = handler;
  return site;
};
