import { describe } from 'node:test';
import { callbackFiles } from '../../src/server/pages/callback-page.ts';
import { type Answered, type Asked } from './site.ts';
import { describeDiagnosis } from './describe-diagnosis.ts';
import { type Scenario, withOptions, tokenMode, only, callback, html } from './diagnose-scenario.ts';

const staticPage = (asked: Asked): Answered | undefined => {
  const name = /^\/static\/(.*)$/.exec(asked.path)?.[1] ?? '';
  const type = { html: 'text/html', js: 'text/javascript', css: 'text/css' }[name.split('.')[1] ?? ''];
  return type === undefined ? undefined : { headers: { 'content-type': type }, body: callbackFiles[name] ?? '' };
};

const scenarios: Readonly<Record<string, Scenario>> = {
  'a callback page that is not there': {
    answer: only(callback, { status: 404 }),
    finds: { 'callback-unreachable': 'blocks' },
    says: /answered 404/,
  },
  'a callback page that redirects': {
    answer: only(callback, { status: 302, headers: { location: '/' } }),
    finds: { 'callback-unreachable': 'blocks' },
    says: /redirect/,
  },
  'a callback page for the signed in': {
    answer: ({ path, headers }) => (path === callback && headers.cookie === undefined ? { status: 401 } : undefined),
    arrange: async () => {
      document.cookie = 'session=1';
    },
    finds: { 'callback-unreachable': 'hinders' },
    says: /without cookies/,
  },
  'an app’s catch-all in place of the callback page': {
    answer: only(callback, html),
    finds: { 'callback-content': 'blocks' },
    says: /Another page/,
  },
  'a callback page that is no page': {
    answer: only(callback, { headers: { 'content-type': 'text/plain' }, body: 'callback.js' }),
    finds: { 'callback-content': 'blocks' },
    says: /text\/plain/,
  },
  'a callback page whose script is missing': {
    answer: only(`${callback}.js`, { status: 404 }),
    finds: { 'callback-content': 'blocks' },
    says: /script answered 404/,
  },
  'a callback page whose script has a wrong type': {
    answer: only(`${callback}.js`, html),
    finds: { 'callback-content': 'blocks' },
    says: /script comes as text\/html/,
  },
  'a callback page with an opener policy': {
    change: ({ path }, headers) => {
      if (path === callback) headers.set('cross-origin-opener-policy', 'same-origin');
    },
    finds: { 'callback-headers': 'hinders' },
    says: /with Cross-Origin-Opener-Policy: same-origin\./,
  },
  'a callback page that lost its headers': {
    change: ({ path }, headers) => {
      if (path === callback)
        for (const name of ['cache-control', 'referrer-policy', 'content-security-policy', 'x-frame-options']) headers.delete(name);
    },
    finds: { 'callback-headers': 'note' },
    says: /no Cache-Control: no-store, no Referrer-Policy: no-referrer, no Content-Security-Policy, no X-Frame-Options/,
  },
  'nothing of a callback page that message return does not use': {
    options: withOptions("return: 'message'"),
    answer: only(callback, null),
    finds: {},
  },
  'a file in place of the handler’s page, without headers': {
    options: tokenMode("token: 'secret-token-5', callbackUrl: '/static/callback.html'"),
    answer: staticPage,
    finds: { 'callback-headers': 'note' },
  },
  'a callback url with nothing behind it': {
    options: tokenMode("token: 'secret-token-5', callbackUrl: '/static/none.txt'"),
    finds: { 'callback-unreachable': 'blocks' },
  },
};

describe('diagnose()', () => {
  describeDiagnosis('callback', scenarios);
});
