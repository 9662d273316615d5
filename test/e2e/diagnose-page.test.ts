import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remedies } from '../../src/flow/diagnose/remedies.ts';
import { readText } from '../package/project.ts';
import { type Answered, type Asked } from './site.ts';
import { describeDiagnosis } from './describe-diagnosis.ts';
import { type Headers, type Scenario, withOptions, tokenMode, only, connectors, coop } from './diagnose-scenario.ts';

const refuse = '(name) => Object.defineProperty(window, name, { get: () => { throw new DOMException("No", "SecurityError"); } })';
const icon = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
const withIcon = (asked: Asked): Answered | undefined =>
  asked.path !== connectors
    ? undefined
    : {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ connectors: [{ id: '1', name: 'Capsule', icon, authType: 'OAuth2', authenticated: false, fields: [] }] }),
      };
const policy = (connect: string, images = "'self' data:"): Headers => ({
  'content-security-policy': `default-src 'self'; connect-src ${connect}; img-src ${images}`,
});
const allowAll = 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox';

const scenarios: Readonly<Record<string, Scenario>> = {
  'nothing, where all is well': { finds: {} },
  'nothing in token mode, where all is well': { options: tokenMode(), finds: {} },
  'nothing where the script came as a module': { module: true, finds: {} },
  'that the file beside the script is missing': {
    answer: only('/cyclr-connect-diagnose.js', { status: 404 }),
    finds: { unchecked: 'hinders' },
    says: /Nothing could be checked/,
  },

  'that no click is under way': { finds: { 'window-click': 'note' }, atLoad: true },

  'options that cannot work': {
    options: "{ connectorId: '' , endpoint: '/cyclr-connect' }",
    finds: { options: 'blocks' },
    says: /connector-id is missing/,
  },
  'an endpoint that is no address': {
    options: "{ connectorId: '1', endpoint: 'ftp://x' }",
    finds: { options: 'blocks' },
    says: /endpoint must be/,
  },
  'a service domain with a path': {
    options: "{ connectorId: '1', serviceDomain: 'a.example/b', token: 'secret-token-5' }",
    finds: { options: 'blocks' },
  },
  'token mode without a token': { options: tokenMode(''), finds: { options: 'blocks' }, says: /no getToken/ },

  'http off loopback': { pageHost: 'page.test', finds: { https: 'hinders' } },

  'an opener policy with callback return': { page: coop, finds: { opener: 'note' } },
  'an opener policy with message return': { page: coop, options: withOptions("return: 'message'"), finds: { opener: 'hinders' } },
  'an opener policy in token mode': { page: coop, options: tokenMode(), finds: { opener: 'blocks' } },
  'an isolated page': { page: { ...coop, 'cross-origin-embedder-policy': 'require-corp' }, finds: { opener: 'note' } },
  'an opener policy with parameters': {
    page: { 'cross-origin-opener-policy': 'same-origin; report-to="x"' },
    options: tokenMode(),
    finds: { opener: 'blocks' },
  },
  'nothing where the policy allows popups': {
    page: { 'cross-origin-opener-policy': 'same-origin-allow-popups' },
    options: tokenMode(),
    finds: {},
  },
  'nothing where the policy cuts only its own opener': {
    page: { 'cross-origin-opener-policy': 'noopener-allow-popups' },
    options: tokenMode(),
    finds: {},
  },
  'nothing of a policy that only reports': {
    page: { 'cross-origin-opener-policy-report-only': 'same-origin' },
    options: tokenMode(),
    finds: {},
  },
  'nothing of an opener policy in redirect mode': { page: coop, options: withOptions("mode: 'redirect'"), finds: {} },
  'an opener policy where the server does not answer HEAD': {
    page: coop,
    finds: { opener: 'note' },
    answer: ({ path, method }) => (path === '/page' && method === 'HEAD' ? { status: 405 } : undefined),
  },

  'nothing in a frame of its own origin': { frame: {}, finds: {} },
  'nothing in a sandbox with every word': { frame: { sandbox: allowAll }, finds: {} },
  'a sandbox without popups': {
    frame: { sandbox: 'allow-scripts allow-same-origin allow-forms' },
    finds: { 'frame-sandbox': 'blocks' },
    says: /without allow-popups allow-popups-to-escape-sandbox\./,
  },
  'a sandbox whose popups are in it too': {
    frame: { sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups' },
    finds: { 'frame-sandbox': 'hinders' },
  },
  'a sandbox without forms': {
    frame: { sandbox: allowAll.replace('allow-forms ', '') },
    finds: { 'frame-sandbox': 'hinders' },
    says: /without allow-forms\./,
  },
  'a sandbox without an origin': {
    frame: { sandbox: 'allow-scripts allow-popups allow-forms' },
    finds: { 'frame-sandbox': 'blocks', storage: 'hinders' },
    says: /without allow-same-origin\./,
  },
  'a sandbox by policy': {
    page: { 'content-security-policy': 'sandbox allow-scripts allow-same-origin' },
    finds: { 'frame-sandbox': 'blocks' },
  },
  'a frame of another origin': {
    frame: { host: 'host.localhost' },
    finds: { 'frame-foreign': 'hinders', 'session-cookies': 'hinders', storage: 'hinders' },
    says: /a frame of http:\/\/host\.localhost:\d+, in which the callback page/,
  },
  'a frame of another origin, with message return': {
    frame: { host: 'host.localhost' },
    options: tokenMode(),
    finds: { 'frame-foreign': 'hinders', 'session-cookies': 'hinders', storage: 'hinders' },
    says: /an opener policy there/,
  },
  'a frame of another origin that has its cookies': {
    frame: { host: 'host.localhost' },
    prepare: 'document.hasStorageAccess = async () => true',
    finds: { 'frame-foreign': 'hinders', storage: 'hinders' },
  },
  'redirect mode in a frame': { frame: {}, options: withOptions("mode: 'redirect'"), finds: { 'frame-redirect': 'blocks' } },

  'storage that is refused': {
    prepare: `['sessionStorage', 'localStorage'].forEach(${refuse})`,
    finds: { storage: 'hinders' },
    says: /sessionStorage, localStorage/,
  },
  'storage that is refused in redirect mode': {
    options: withOptions("mode: 'redirect'"),
    prepare: `['sessionStorage'].forEach(${refuse})`,
    finds: { storage: 'blocks' },
  },
  'no BroadcastChannel': {
    prepare: "Object.defineProperty(window, 'BroadcastChannel', { value: undefined })",
    finds: { storage: 'note' },
    says: /BroadcastChannel/,
  },

  'a policy that forbids the endpoint': { page: policy("'none'"), finds: { 'policy-endpoint': 'blocks', unchecked: 'note' } },
  'nothing of a policy that allows it': { page: policy("'self'"), finds: {} },
  'nothing of a policy that only reports what it would forbid': {
    page: { 'content-security-policy-report-only': "connect-src 'none'" },
    finds: {},
  },
  'a policy that forbids data: images': { page: policy("'self'", "'self'"), answer: withIcon, finds: { 'policy-icon': 'note' } },
  'nothing where data: images are allowed': { page: policy("'self'"), answer: withIcon, finds: {} },

  'a clock that is ahead, with getToken': {
    options: tokenMode("getToken: async () => ({ token: 'secret-token-5' })"),
    served: -300_000,
    finds: { clock: 'hinders' },
    says: /(?:299|30[0-9]) s ahead of/,
  },
  'a clock that is behind, with an endpoint': { served: 300_000, finds: { clock: 'note' }, says: /s behind/ },
  'nothing of a page that was cached for an hour': { served: -3_600_000, page: { age: '3600' }, finds: {} },
  'nothing of a clock that is nearly right': { served: -30_000, finds: {} },

  'a browser inside of an app': {
    context: {
      userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/22A [FBAN/FBIOS;FBAV/480.0]',
    },
    finds: { 'window-app': 'note' },
  },
  'an Android web view': {
    context: { userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36' },
    finds: { 'window-app': 'note' },
  },
  'an installed app': {
    prepare:
      "const real = matchMedia.bind(window); window.matchMedia = (query) => (query.includes('standalone') ? { matches: true } : real(query))",
    finds: { 'window-app': 'note' },
  },
  'a point that could not be checked': { prepare: "window.matchMedia = () => { throw new Error('No'); }", finds: { unchecked: 'note' } },
};

test('diagnose() finds only what docs/errors.md explains', () => {
  const page = readText('docs/errors.md');
  assert.deepEqual(
    Object.keys(remedies).filter((id) => !page.includes(`\`${id}\``)),
    [],
  );
});

describe('diagnose()', () => {
  describeDiagnosis('page', scenarios);
});
