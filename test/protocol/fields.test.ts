import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountConnector, Parameter, Property } from '../../src/protocol/connector.ts';
import { buildCredentialFields, buildFields, findFieldProblem, findUsernameProblem } from '../../src/protocol/fields.ts';

const parameter = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  name, label: name, description: null, type: 'text', required: true, sensitive: false, options: [], order: undefined, ...more,
});
const connector = (parameters: Parameter[], properties: Property[] = []): AccountConnector => ({
  id: '1', name: 'One', description: null, icon: null, authType: 'None', oauth2Type: null, authDescription: null, authenticated: false, parameters, properties,
});
const stored = (name: string, value: string | null): Property => ({ id: name, name, value });

test("fields come in Cyclr's order, as listed where it gives none", () => {
  const names = (parameters: Parameter[]) => buildFields(connector(parameters)).map(({ name }) => name);
  assert.deepEqual(names([parameter('b', { order: 2 }), parameter('a', { order: 1 })]), ['a', 'b']);
  assert.deepEqual(names([parameter('x'), parameter('y')]), ['x', 'y']);
  assert.deepEqual(names([parameter('x', { order: 1 }), parameter('y', { order: 1 })]), ['x', 'y']);
});

test('a stored value comes along, a stored secret only as saved', () => {
  const [plain, secret, empty] = buildFields(connector(
    [parameter('Plain'), parameter('Secret', { sensitive: true }), parameter('Empty', { sensitive: true })],
    [stored('Plain', 'v'), stored('Secret', 'hush'), stored('Empty', '')],
  ));
  assert.equal(plain?.value, 'v');
  assert.deepEqual([secret?.saved, secret && 'value' in secret], [true, false]);
  assert.equal(empty?.saved, false);
});

test('a field that the host calls sensitive gives its stored value away no more', () => {
  const [field] = buildFields(connector([parameter('Token')], [stored('Token', 'hush')]), { Token: { sensitive: true } });
  assert.deepEqual([field?.saved, JSON.stringify(field).includes('hush')], [true, false]);
});

test("a secret stays one unless the host says otherwise, and even then its value stays hidden", () => {
  const [field] = buildFields(connector([parameter('Token', { sensitive: true })], [stored('Token', 'hush')]), { Token: { sensitive: false } });
  assert.doesNotMatch(JSON.stringify(field), /hush/);
});

test('the host changes words, hides, and adds', () => {
  const fields = buildFields(connector([parameter('A'), parameter('B')], [stored('Extra', 'hush')]), {
    A: { label: 'Address', hint: 'As in the browser', placeholder: 'x.example', documentationUrl: 'https://d.example', multiline: true, options: ['a'], required: false },
    B: { hidden: true },
    Extra: { extra: true, sensitive: true, label: 'Client secret' },
    Unlisted: { label: 'No extra, no field' },
    A2: { extra: true, hidden: true },
  });
  assert.deepEqual(fields, [
    { name: 'A', label: 'Address', description: 'As in the browser', type: 'text', required: false, sensitive: false, placeholder: 'x.example', documentationUrl: 'https://d.example', multiline: true, options: ['a'] },
    { name: 'Extra', label: 'Client secret', description: null, type: 'text', required: true, sensitive: true, saved: true },
  ]);
});

test('an extra that the connector lists after all appears once', () => {
  assert.equal(buildFields(connector([parameter('A')]), { A: { extra: true, label: 'x' } }).length, 1);
});

test('what is no JSON stays on its side', () => {
  assert.deepEqual(buildCredentialFields({ key: { label: 'Token', hint: 'h', validate: () => 'x' }, StoreURL: { label: 'x' } }), { key: { label: 'Token', description: 'h' } });
});

test('what is wrong with a value is known before anyone is asked', () => {
  assert.equal(findFieldProblem({ required: true }, ' '), 'required');
  assert.equal(findFieldProblem({ required: true, saved: true }, ''), undefined);
  assert.equal(findFieldProblem({ required: false }, ''), undefined);
  assert.equal(findUsernameProblem('a:b'), 'colon-in-username');
  assert.equal(findUsernameProblem(''), 'required');
  assert.equal(findUsernameProblem('companyId+publicKey'), undefined);
});
