import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { readStartSwitches } from '../../demo/sandbox/start-switches.ts';
import type { SwitchName, Switches } from '../../demo/sandbox/switches.ts';
import { readMember, type RunningSandbox, startSandbox } from './sandbox-client.ts';
import { alternatives, describePosition, others, type Position, positions } from './unknowns-positions.ts';
import { scenarios } from './unknowns-scenarios.ts';
import { createUnknownsScene } from './unknowns-scene.ts';

/*
 * The demo's own handler over the sandbox, once for each answer that Cyclr may give to what its documentation leaves
 * open. Each scenario ends as promised under all of them; where it cannot, the table of alternatives has its other end.
 */

let running: RunningSandbox;
before(async () => {
  running = await startSandbox();
});
after(() => running.close());

const unused = new Set(Object.entries(alternatives).flatMap(([where, named]) => Object.keys(named).map((name) => `${where}: ${name}`)));

for (const position of positions) {
  const where = describePosition(position);
  test(`every scenario ends as the tables say: ${where}`, async (t) => {
    for (const [name, play, promise] of scenarios) {
      await t.test(name, async () => {
        await running.control('POST', '/reset');
        await running.control('POST', '/switches', position);
        const alternative = alternatives[where]?.[name];
        if (alternative !== undefined) unused.delete(`${where}: ${name}`);
        assert.deepEqual(await play(createUnknownsScene(running)), alternative ?? promise);
        if (alternative !== undefined) assert.notDeepEqual(alternative, promise);
      });
    }
  });
}

test('every alternative is one of a scenario and a position', () => {
  assert.deepEqual([...unused], []);
});

test('every position is in a combination that the end-to-end suite is run under', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const combinations = [...readme.matchAll(/^ {2}(\w+=\S+)/gm)].map(([, text]) => readStartSwitches(text));
  const isIn = (position: Position) => (combination: Switches) =>
    Object.entries(position).every(([name, value]) => combination[name as SwitchName] === value);
  assert.ok(others.length > 20);
  assert.deepEqual(
    others.filter((position) => !combinations.some(isIn(position))),
    [],
  );
});

test('a message without a receiver is not taken for a report', async () => {
  for (const [position, expected] of [
    [{ messageTo: 'parent' }, /^<script[^>]*>window\.parent\.postMessage\("done"/],
    [{ messageForm: 'object' }, /window\.opener\.postMessage\(\{"message":"done"\}/],
  ] as const) {
    await running.control('POST', '/reset');
    await running.control('POST', '/switches', position);
    const browser = running.newBrowser();
    const url = await running.signInUrl('1002', { targetOrigin: running.sandbox.origins.app, callbackMessage: 'done' });
    const login = await browser.visit(url);
    const consent = await browser.submit(login, { login: 'grace', password: 'anything', do: 'sign-in' });
    const page = await browser.submit(consent, { do: 'allow' });
    assert.match(page.text.slice(page.text.indexOf('<script')), expected);
    assert.equal(readMember((await running.api('GET', '/v1.0/account/connectors/1002')).json, 'Authenticated'), true);
  }
});
