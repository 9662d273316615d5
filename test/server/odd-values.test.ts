import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maxValueLength } from '../../src/protocol/field-problems.ts';
import { fakeConnector, parameter } from './fake-cyclr.ts';
import { setUp } from './set-up.ts';

const long = 'x'.repeat(maxValueLength + 1);
const key = (value: string) => ({ credential: { type: 'ApiKey', key: value } });
const basic = (username: string, password: string) => ({ credential: { type: 'Basic', username, password } });

const rows: [what: string, authType: string, body: unknown, fields: Record<string, string>][] = [
  ['a key that is too long', 'ApiKey', key(long), { key: 'too-long' }],
  ['a key of invisible characters', 'ApiKey', key('\u200B\u2060\uFEFF'), { key: 'required' }],
  ['a key with half a pair', 'ApiKey', key('a\uD83D'), { key: 'a character that cannot be sent' }],
  ['a user name that is too long', 'Basic', basic(long, 'p'), { username: 'too-long' }],
  ['a user name of invisible characters', 'Basic', basic('\u200B', 'p'), { username: 'required' }],
  ['a password with half a pair', 'Basic', basic('u', '\uDE00'), { password: 'a character that cannot be sent' }],
  ['a setting that is too long', 'None', { properties: { A: long } }, { A: 'too-long' }],
  ['a setting with half a pair', 'None', { properties: { A: '\uD83D' } }, { A: 'a character that cannot be sent' }],
  ['a name of Object.prototype', 'None', { properties: { A: 'a', constructor: 'b' } }, { constructor: 'unknown-field' }],
];
for (const [what, authType, body, fields] of rows) {
  test(`${what} is refused at its field, and nothing is written`, async () => {
    const { save, cyclr } = setUp([fakeConnector(1, authType, { parameters: authType === 'None' ? [parameter('A')] : [] })]);
    const answer = await save(1, body);
    assert.equal(answer.status, 422);
    const { problems = {}, fields: sentences = {} } = answer.json.error ?? {};
    assert.deepEqual(Object.keys(sentences), Object.keys(fields));
    for (const [name, expected] of Object.entries(fields)) {
      if (problems[name] === undefined) assert.match(sentences[name] ?? '', new RegExp(expected));
      else assert.equal(problems[name], expected);
    }
    assert.equal(cyclr.calls.filter(({ method, path }) => method !== 'GET' && !path.startsWith('/oauth')).length, 0);
  });
}

test('a name that JSON would lose is refused, not dropped', async () => {
  const { ask, cyclr, events } = setUp([fakeConnector(1, 'None', { parameters: [parameter('A')] })]);
  const answer = await ask('/connectors/1/credentials', { method: 'POST', raw: '{"properties":{"A":"a","__proto__":"typed-secret"}}' });
  assert.equal(answer.status, 400);
  assert.equal(cyclr.count('POST', /properties/), 0);
  assert.doesNotMatch(JSON.stringify(events), /typed-secret/);
});

test('names of form members are served like any other', async () => {
  const names = ['insertBefore', 'submit', 'constructor', 'toString', 'hasOwnProperty'];
  const { save, cyclr } = setUp([fakeConnector(1, 'None', { parameters: names.map((name) => parameter(name)) })]);
  const answer = await save(1, { properties: Object.fromEntries(names.map((name) => [name, `of ${name}`])) });
  assert.equal(answer.status, 200);
  assert.deepEqual(
    cyclr.find('account-1', 1).Properties.map(({ Name, Value }) => [Name, Value]),
    names.map((name) => [name, `of ${name}`]),
  );
});

const strangers: [what: string, body: unknown][] = [
  ['a name', { properties: { 'typed-secret\nline': 7 } }],
  ['an unknown member', { 'typed-secret': 1 }],
  ['a type', { credential: { type: 'typed-secret' } }],
  ['a member of the credential', { credential: { type: 'ApiKey', key: 'k', 'typed-secret': 1 } }],
];
for (const [what, body] of strangers) {
  test(`${what} that a request sends is not repeated in the answer or the audit line`, async () => {
    const { save, events } = setUp([fakeConnector(1, 'ApiKey')]);
    const answer = await save(1, body);
    assert.equal(answer.status, 400);
    assert.doesNotMatch(answer.text + JSON.stringify(events), /typed-secret/);
  });
}

test('the host checks only values that passed our own rules', async () => {
  const seen: number[] = [];
  const spy = (value: string) => {
    seen.push(value.length);
    return value;
  };
  const { save } = setUp([fakeConnector(1, 'None', { parameters: [parameter('A')] })], {
    fields: { A: { normalize: spy, validate: (value) => void spy(value) } },
  });
  await save(1, { properties: { A: long } });
  assert.deepEqual(seen, []);
  await save(1, { properties: { A: 'abc' } });
  assert.deepEqual(seen, [3, 3]);
});
