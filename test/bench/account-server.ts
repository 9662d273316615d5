// Cyclr for the measure of account sizes, in a process of its own: `{size}` starts an account of so many connectors and answers
// its address, `counts` the calls since the last time. Each call is answered after `latency`.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fakeConnector } from '../server/fake-cyclr.ts';
import { type Counts, latency } from './account-setting.ts';
import { answerMessages } from './start-child.ts';

const token = JSON.stringify({ access_token: 'a', token_type: 'bearer', expires_in: 1_209_599 });
let texts: string[] = [];
let calls = 0;
let bytes = 0;
let underWay = 0;
let most = 0;

/** The texts are ready before the clock runs, so that what is measured is the handler. */
const answer = (url: URL): { status: number; body: string; pages?: number } => {
  if (url.pathname === '/oauth/token') return { status: 200, body: token };
  const id = /^\/v1\.0\/account\/connectors\/(\d+)$/.exec(url.pathname)?.[1];
  if (id !== undefined) return { status: texts[Number(id) - 1] === undefined ? 404 : 200, body: texts[Number(id) - 1] ?? '{}' };
  const size = Number(url.searchParams.get('pageSize'));
  const page = Number(url.searchParams.get('page'));
  return { status: 200, body: `[${texts.slice((page - 1) * size, page * size).join()}]`, pages: Math.ceil(texts.length / size) };
};

const http = createServer((request, response) => {
  const { status, body, pages } = answer(new URL(request.url ?? '/', 'http://localhost'));
  calls += 1;
  bytes += body.length;
  underWay += 1;
  most = Math.max(most, underWay);
  setTimeout(() => {
    underWay -= 1;
    response
      .writeHead(status, { 'content-type': 'application/json', ...(pages === undefined ? {} : { 'total-pages': String(pages) }) })
      .end(body);
  }, latency);
});
const listening = new Promise<void>((resolve) => {
  http.listen(0, '127.0.0.1', resolve);
});

answerMessages(async (message) => {
  if (message === 'counts') {
    const counted: Counts = { calls, bytes, most };
    calls = bytes = most = 0;
    return counted;
  }
  await listening;
  const { size } = message as { size: number };
  texts = Array.from({ length: size }, (_, index) => JSON.stringify(fakeConnector(index + 1, 'ApiKey')));
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
