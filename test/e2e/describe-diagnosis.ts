import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Frame } from 'playwright-core';
import type { Diagnosis } from '../../src/flow/index.ts';
import { remedies } from '../../src/flow/diagnose/remedies.ts';
import { readText } from '../package/project.ts';
import { launchBrowser } from './site.ts';
import { serve } from './diagnose-server.ts';
import { own, type Scenario } from './diagnose-scenario.ts';

const known = JSON.stringify(Object.keys(remedies));

const expectWhole = ({ ok, findings }: Diagnosis): void => {
  const page = readText('docs/errors.md');
  for (const { id, severity, message, remedy, link } of findings) {
    assert.ok(known.includes(`"${id}"`), id);
    assert.match(message, /^\S.*\.$/, id);
    assert.match(remedy, /^[A-Z].*\.$/, id);
    const [, slug = ''] = /^https:.*\/docs\/errors\.md#([a-z]+)$/.exec(link) ?? [];
    assert.ok(page.toLowerCase().includes(`\n### ${slug}\n`), `${id} links to ${link}, which is not there`);
    assert.doesNotMatch(message, /secret/, 'a secret, or what a server said');
    if (severity !== 'note') assert.equal(ok, false);
  }
  const order = findings.map(({ severity }) => ['blocks', 'hinders', 'note'].indexOf(severity));
  assert.deepEqual(order, [...order].sort());
  assert.equal(
    ok,
    findings.every(({ severity }) => severity === 'note'),
  );
};

type Part = 'page' | 'endpoint' | 'callback';

/** Each finding belongs to one part, so the three parts together find all of them. */
const partOf = (id: string): Part =>
  id.startsWith('callback-') ? 'callback' : id.startsWith('endpoint-') || id === 'session-missing' ? 'endpoint' : 'page';

const idsOf = (part: Part): string[] =>
  Object.keys(remedies)
    .filter((id) => partOf(id) === part)
    .sort();

/** Adds a test for each scenario, and one that all findings of this part are among them. */
export const describeDiagnosis = (part: Part, scenarios: Readonly<Record<string, Scenario>>): void => {
  describe(`finds, of the ${part}:`, { concurrency: 4 }, () => {
    let browser: Browser;
    // Frames of other origins need the whole browser.
    let wholeBrowser: Browser | undefined;
    before(async () => {
      browser = await launchBrowser();
      if (Object.values(scenarios).some(({ frame }) => frame?.host !== undefined)) wholeBrowser = await launchBrowser({ whole: true });
    });
    after(async () => {
      await browser.close();
      await wholeBrowser?.close();
    });

    test(`each of its findings about the ${part} in one of these scenarios`, () => {
      const found = new Set(Object.values(scenarios).flatMap(({ finds }) => Object.keys(finds)));
      assert.deepEqual([...found].filter((id) => partOf(id) === part).sort(), idsOf(part));
    });

    for (const [name, scenario] of Object.entries(scenarios)) {
      test(name, async () => {
        const site = await serve(scenario);
        const context = await (scenario.frame?.host === undefined ? browser : wholeBrowser!).newContext(scenario.context);
        try {
          const port = new URL(site.origin).port;
          const opened: string[] = [];
          if (scenario.prepare !== undefined) await context.addInitScript({ content: scenario.prepare });
          const page = await context.newPage();
          context.on('page', (other) => {
            opened.push(other.url());
          });
          const { frame, pageHost = 'localhost' } = scenario;
          await page.goto(frame === undefined ? `${site.at(pageHost)}/page` : `${site.at(frame.host ?? 'localhost')}/around?port=${port}`);
          const inside: Frame = frame === undefined ? page.mainFrame() : page.frames()[1]!;
          await inside.waitForLoadState();
          if (scenario.arrange !== undefined) await inside.evaluate(scenario.arrange);
          const before = site.asked.length;
          const given = (scenario.options ?? own).replaceAll('PORT', port);
          // A module leaves no global: there the element is asked.
          const call =
            scenario.module === true
              ? `Object.assign(document.createElement('cyclr-connect'), ${given}).diagnose()`
              : `CyclrConnect.diagnose(${given})`;
          const storage = 'try { JSON.stringify([{ ...localStorage }, { ...sessionStorage }]) } catch { "none" }';
          const stored = await inside.evaluate<string>(storage);
          const diagnosis = await inside.evaluate<Diagnosis>(scenario.atLoad === true ? 'window.result' : call);
          const actual = Object.fromEntries(diagnosis.findings.map(({ id, severity }) => [id, severity]));
          assert.deepEqual(actual, scenario.finds, JSON.stringify(diagnosis, null, 1));
          if (scenario.says !== undefined) assert.match(diagnosis.findings.map(({ message }) => message).join('\n'), scenario.says);
          if (scenario.advises !== undefined) assert.match(diagnosis.findings.map(({ remedy }) => remedy).join('\n'), scenario.advises);
          expectWhole(diagnosis);
          const posts = site.asked.slice(before).filter(({ method }) => method === 'POST');
          for (const { path, body } of posts) {
            assert.match(path, /\/connectors\/\d+\/credentials\/?$/);
            assert.equal(body, '{"diagnose":true}');
          }
          assert.doesNotMatch(JSON.stringify(site.asked), /secret/);
          assert.deepEqual(opened, [], 'no window opens');
          assert.equal(await inside.evaluate<string>(storage), stored, 'nothing is stored');
        } finally {
          await context.close();
          await site.close();
        }
      });
    }
  });
};
