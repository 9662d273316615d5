import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountConnector, Property } from '../../src/server/cyclr/account-connector.ts';
import type { Parameter } from '../../src/server/cyclr/parameter.ts';
import { findFieldProblem, findUsernameProblem, maxValueLength, readValue } from '../../src/protocol/field-problems.ts';
import { applyOverrides, findOverride } from '../../src/protocol/fields.ts';
import { buildCredentialFields, buildFields } from '../../src/server/views/fields.ts';

const parameter = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  name,
  label: name,
  description: null,
  type: 'text',
  required: true,
  sensitive: false,
  options: [],
  order: undefined,
  hidden: false,
  multiline: false,
  defaultValue: null,
  ...more,
});
const connector = (parameters: Parameter[], properties: Property[] = []): AccountConnector => ({
  id: '1',
  name: 'One',
  catalogue: { id: '70', name: 'One' },
  description: null,
  icon: null,
  authType: 'None',
  oauth2Type: null,
  authDescription: null,
  methods: [],
  authenticated: false,
  parameters,
  properties,
});
const stored = (name: string, value: string | null): Property => ({ id: name, name, value });

test("fields come in Cyclr's order, as listed where it gives none", () => {
  const names = (parameters: Parameter[]) => buildFields(connector(parameters)).map(({ name }) => name);
  assert.deepEqual(names([parameter('b', { order: 2 }), parameter('a', { order: 1 })]), ['a', 'b']);
  assert.deepEqual(names([parameter('x'), parameter('y')]), ['x', 'y']);
  assert.deepEqual(names([parameter('x', { order: 1 }), parameter('y', { order: 1 })]), ['x', 'y']);
});

test('a stored value comes along, a stored secret only as saved', () => {
  const [plain, secret, empty] = buildFields(
    connector(
      [parameter('Plain'), parameter('Secret', { sensitive: true }), parameter('Empty', { sensitive: true })],
      [stored('Plain', 'v'), stored('Secret', 'hush'), stored('Empty', '')],
    ),
  );
  assert.equal(plain?.value, 'v');
  assert.deepEqual([secret?.saved, secret && 'value' in secret], [true, false]);
  assert.equal(empty?.saved, false);
});

test('a field that the host calls sensitive gives its stored value away no more', () => {
  const [field] = buildFields(connector([parameter('Token')], [stored('Token', 'hush')]), { Token: { sensitive: true } });
  assert.deepEqual([field?.saved, JSON.stringify(field).includes('hush')], [true, false]);
});

test('a secret stays one unless the host overrides that, and its value stays hidden', () => {
  const [field] = buildFields(connector([parameter('Token', { sensitive: true })], [stored('Token', 'hush')]), {
    Token: { sensitive: false },
  });
  assert.doesNotMatch(JSON.stringify(field), /hush/);
});

test('the host changes words, hides, and adds', () => {
  const fields = buildFields(connector([parameter('A'), parameter('B')], [stored('Extra', 'hush')]), {
    A: {
      label: 'Address',
      hint: 'As in the browser',
      placeholder: 'x.example',
      documentationUrl: 'https://d.example',
      multiline: true,
      choices: ['a', { value: 'b', label: 'Bee' }],
      required: false,
    },
    B: { hidden: true },
    Extra: { extra: true, sensitive: true, label: 'Client secret' },
    Unlisted: { label: 'No extra, no field' },
    A2: { extra: true, hidden: true },
  });
  assert.deepEqual(fields, [
    {
      name: 'A',
      label: 'Address',
      description: 'As in the browser',
      type: 'text',
      required: false,
      sensitive: false,
      placeholder: 'x.example',
      documentationUrl: 'https://d.example',
      multiline: true,
      options: ['a', 'b'],
      optionLabels: { b: 'Bee' },
      otherValues: false,
    },
    { name: 'Extra', label: 'Client secret', description: null, type: 'text', required: true, sensitive: true, saved: true },
  ]);
});

test("the host's order goes before Cyclr's, and an extra without one comes last", () => {
  const names = (overrides: Parameters<typeof buildFields>[1]) =>
    buildFields(connector([parameter('a'), parameter('b'), parameter('c')]), overrides).map(({ name }) => name);
  assert.deepEqual(names({ c: { order: 0 } }), ['c', 'a', 'b']);
  assert.deepEqual(names({ a: { order: 2.5 }, x: { extra: true }, y: { extra: true, order: 1 } }), ['y', 'b', 'a', 'c', 'x']);
  assert.deepEqual(
    applyOverrides(buildFields(connector([parameter('a'), parameter('b')])), { b: { order: 0 } }).map(({ name }) => name),
    ['b', 'a'],
  );
});

test("a connector's own list takes other values, a host's and yes or no do not", () => {
  const [own, yesNo, flag, open] = buildFields(
    connector([
      parameter('Own', { options: ['a'] }),
      parameter('YesNo', { options: ['True', 'False'] }),
      parameter('Flag', { type: 'boolean' }),
      parameter('Open'),
    ]),
    { Open: { choices: ['a'], otherValues: true } },
  );
  assert.deepEqual([own?.otherValues, yesNo?.otherValues, open?.otherValues], [true, false, true]);
  assert.deepEqual([flag?.options, flag?.otherValues], [['true', 'false'], false]);
});

test('a hidden parameter is not asked unless the host asks for it', () => {
  const hidden = connector([parameter('Dc', { hidden: true })]);
  assert.deepEqual(buildFields(hidden), []);
  assert.deepEqual(buildFields(hidden, { Dc: { label: 'Data center' } }), []);
  assert.equal(buildFields(hidden, { Dc: { hidden: false } }).length, 1);
});

test('a default comes along, unless the host calls the field sensitive', () => {
  const port = connector([parameter('Port', { defaultValue: '5432', multiline: true })]);
  assert.deepEqual([buildFields(port)[0]?.defaultValue, buildFields(port)[0]?.multiline], ['5432', true]);
  assert.equal(buildFields(port, { Port: { hint: 'x' } })[0]?.defaultValue, '5432');
  assert.equal(buildFields(port, { Port: { multiline: false } })[0]?.multiline, false);
  assert.doesNotMatch(JSON.stringify(buildFields(port, { Port: { sensitive: true } })), /5432/);
});

test('an extra that the connector lists after all appears once', () => {
  assert.equal(buildFields(connector([parameter('A')]), { A: { extra: true, label: 'x' } }).length, 1);
});

test('what is no JSON stays on its side', () => {
  assert.deepEqual(buildCredentialFields({ key: { label: 'Token', hint: 'h', validate: () => 'x' }, StoreURL: { label: 'x' } }), {
    key: { label: 'Token', description: 'h' },
  });
});

const problems: [field: Partial<Parameters<typeof findFieldProblem>[0]>, value: string, problem: string | undefined][] = [
  [{}, ' ', 'required'],
  [{ saved: true }, '', undefined],
  [{ required: false }, '', undefined],
  [{ type: 'integer' }, '05432', undefined],
  [{ type: 'integer' }, '-1', undefined],
  [{ type: 'integer' }, '1.5', 'not-integer'],
  [{ type: 'integer' }, '1e3', 'not-integer'],
  [{ type: 'integer' }, '٣', 'not-integer'],
  [{ type: 'integer', value: 'odd' }, 'odd', undefined],
  [{ type: 'integer', required: false }, '', undefined],
  [{ type: 'decimal' }, '1.50', undefined],
  [{ type: 'decimal' }, '.5', undefined],
  [{ type: 'decimal' }, '1,5', 'not-number'],
  [{ type: 'float' }, 'Infinity', 'not-number'],
  ...['1,500', '1 500', '1.500.000', '1.500,25', '1,500.25', "1'500", '1’500', '-1\u202f500', '1\u00a0500'].map(
    (value): [{ type: string }, string, string] => [{ type: 'decimal' }, value, 'grouped-number'],
  ),
  ...['1,500', '1.500', '1 500'].map((value): [{ type: string }, string, string] => [{ type: 'integer' }, value, 'grouped-number']),
  [{ type: 'decimal' }, '1.500', undefined],
  [{ type: 'decimal' }, '15,00', 'not-number'],
  [{ options: ['a', 'b'] }, 'b', undefined],
  [{ options: ['a', 'b'] }, 'c', 'not-listed'],
  [{ options: ['a', 'b'], value: 'c' }, 'c', undefined],
  [{ options: ['a', 'b'], otherValues: true }, 'c', undefined],
  [{ options: ['1'], otherValues: true, type: 'integer' }, '2', undefined],
  [{}, '\u200B\u2060\uFEFF', 'required'],
  [{}, '\u00AD\u200E\u3164\u0000', 'required'],
  [{}, '\u200Ba', undefined],
  [{}, 'x'.repeat(maxValueLength), undefined],
  [{}, 'x'.repeat(maxValueLength + 1), 'too-long'],
  [{ required: false, type: 'decimal' }, '1'.repeat(maxValueLength + 1), 'too-long'],
  [{ value: 'x'.repeat(maxValueLength + 1) }, 'x'.repeat(maxValueLength + 1), undefined],
];
for (const [field, value, problem] of problems) {
  test(`${JSON.stringify(value).slice(0, 24)} in ${JSON.stringify(field).slice(0, 30)} is ${problem ?? 'fine'}`, () => {
    assert.equal(findFieldProblem({ required: true, ...field }, value), problem);
  });
}

test('only blanks around a number are removed, unless the host normalizes', () => {
  assert.equal(readValue({ type: 'integer' }, undefined, ' 05432\n'), '05432');
  assert.equal(readValue({ type: 'text' }, undefined, ' a\r\nb '), ' a\r\nb ');
  assert.equal(readValue({ type: 'decimal' }, { normalize: (value) => `<${value}>` }, ' 1 '), '<1>');
});

test('a user name has no colon', () => {
  assert.equal(findUsernameProblem('a:b'), 'colon-in-username');
  assert.equal(findUsernameProblem(''), 'required');
  assert.equal(findUsernameProblem('\u200B'), 'required');
  assert.equal(findUsernameProblem('x'.repeat(maxValueLength + 1)), 'too-long');
  assert.equal(findUsernameProblem('companyId+publicKey'), undefined);
});

for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
  test(`a field named ${name} has no override that the host did not give`, () => {
    assert.equal(findOverride({ key: { label: 'Key' } }, name), undefined);
  });
}
