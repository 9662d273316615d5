import assert from 'node:assert/strict';
import type { LogEntry } from '../../demo/sandbox/request-log.ts';
import type { Switches } from '../../demo/sandbox/switches.ts';
import { type Demo, startDemo } from '../../demo/server.ts';
import { createBrowser } from '../demo/sandbox-client.ts';
import type { Engine, Tab } from './engine.ts';
import { hostEngine } from './engine-host.ts';
import { createTestPartner, pageAddress, type PageOptions, type Place } from './partner.ts';
import { collectReports, describeReports, type Report } from './reports.ts';
import { until } from './wait.ts';

/** One visit of the partner's page by one person. */
export interface Scene {
  readonly engine: Engine;
  readonly page: Tab;
  /** Of the partner's pages. */
  readonly origin: string;
  readonly set: (switches: Partial<Switches>) => Promise<void>;
  readonly preset: (connectorId: string, body: { authenticated: boolean }) => Promise<void>;
  /** Lets a connection die at the third party; Cyclr's webhook says so. */
  readonly breakConnection: (connectorId: string) => Promise<void>;
  /** Makes a link for a colleague, and gives its token. */
  readonly invite: (connectorId: string) => Promise<string>;
  readonly visit: (options?: Omit<PageOptions, 'run'>, place?: Place) => Promise<void>;
  readonly reports: () => readonly Report[];
  /** Waits for a report, and gives it. */
  readonly heard: (what: string, is: (report: Report) => boolean, limit?: number) => Promise<Report>;
  /** Waits until a widget has been in a state. */
  readonly reached: (status: string, connectorId?: string) => Promise<Report>;
  /** Waits for the next end of an attempt. One that no test waits for fails the test. */
  readonly ending: (connectorId?: string, limit?: number) => Promise<Report>;
  readonly log: () => Promise<readonly LogEntry[]>;
}

const isEnd = ({ type }: Report): boolean => type === 'connected' || type === 'failed';

/** Such as `connected authenticated`, or `failed cancelled`. */
export const outcomeOf = ({ type, detail }: Report): string => `${type} ${String(detail[type === 'connected' ? 'proof' : 'code'])}`;

export interface Stage {
  readonly version: string;
  /** Plays on a sandbox as new, and holds what it left behind to the rules that every visit keeps. */
  readonly play: (act: (scene: Scene) => Promise<void>) => Promise<void>;
  readonly end: () => Promise<void>;
}

const capsule = '1002';

interface Visit {
  readonly run: string;
  readonly reports: () => readonly Report[];
  /** How many ends were waited for, by connector. */
  readonly awaited: Map<string, number>;
}

const createScene = async (engine: Engine, demo: Demo, { run, reports, awaited }: Visit): Promise<Scene> => {
  const client = createBrowser(Number(new URL(demo.origin).port));
  const { control } = demo.sandbox.origins;
  const askAt = async (address: string, body?: unknown): Promise<unknown> => {
    const answer = await client.open(
      address,
      body === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          },
    );
    assert.equal(answer.status, 200, `${address}: ${answer.text}`);
    return JSON.parse(answer.text);
  };
  const ask = (path: string, body?: unknown): Promise<unknown> => askAt(control + path, body);
  const heard: Scene['heard'] = (what, is, limit = 20_000) => until(what, () => reports().find(is), { limit });
  await ask('/reset', {});
  return {
    engine,
    page: engine.main,
    origin: demo.origin,
    set: async (switches) => {
      await ask('/switches', switches);
    },
    preset: async (connectorId, body) => {
      await ask(`/accounts/acct-ada/connectors/${connectorId}`, body);
    },
    breakConnection: async (connectorId) => {
      await ask(`/accounts/acct-ada/connectors/${connectorId}/break`, {});
    },
    invite: async (connectorId) => ((await askAt(`${demo.origin}/links`, { connector: connectorId })) as { token: string }).token,
    visit: async (options = {}, place = 'alone') => {
      if (place === 'framed') await engine.main.go(`${demo.origin}/sign-in`);
      await engine.main.go(pageAddress(demo.origin, { ...options, run }, place));
    },
    reports,
    heard,
    reached: (status, connectorId = capsule) =>
      heard(
        `the state ${status}`,
        (report) => report.type === 'statechange' && report.connectorId === connectorId && report.detail['status'] === status,
      ),
    ending: async (connectorId = capsule, limit = 20_000) => {
      const before = awaited.get(connectorId) ?? 0;
      awaited.set(connectorId, before + 1);
      const ends = () => reports().filter((report) => isEnd(report) && report.connectorId === connectorId);
      return until(`the end of ${connectorId}`, () => ends()[before], { limit });
    },
    log: async () => (await ask('/log')) as LogEntry[],
  };
};

/** What every visit keeps to: an attempt ends once, and nothing is thrown without being caught. */
const expectGoodManners = ({ reports, awaited }: Visit): void => {
  const story = describeReports(reports());
  assert.deepEqual(
    reports()
      .filter(({ type }) => type === 'trouble')
      .map(({ detail }) => detail['what']),
    [],
    `errors in the page\n${story}`,
  );
  assert.equal(
    reports().filter(isEnd).length,
    [...awaited.values()].reduce((sum, count) => sum + count, 0),
    `more ends than attempts\n${story}`,
  );
};

/** A partner's server, a Cyclr, a provider and one browser, used by one visit after the other. */
export const setStage = async (startEngine: () => Promise<Engine>, log?: (line: string) => void): Promise<Stage> => {
  const host = await hostEngine(startEngine, {}, log);
  const { name, version } = host.engine();
  const collected = collectReports();
  // WebKitGTK takes no Secure cookie from http://*.localhost; the others take no SameSite=None cookie without it.
  const demo = await startDemo({ port: 0, createApp: createTestPartner(collected, { secure: name !== 'webkit' }) });
  const visits: Visit[] = [];
  let runs = 0;

  return {
    version,
    play: async (act) => {
      const visit = await host.run(async (engine) => {
        const run = String((runs += 1));
        const reports = () => collected.of(run);
        const awaited = new Map<string, number>();
        try {
          await act(await createScene(engine, demo, { run, reports, awaited }));
        } catch (error) {
          // The page's own reports show where the mistake is.
          if (error instanceof Error) error.message += `\n${describeReports(reports())}`;
          throw error;
        }
        return { run, reports, awaited };
      });
      expectGoodManners(visit);
      visits.push(visit);
    },
    end: async () => {
      await host.stop();
      await demo.close();
      // Once more for all: what a page said too late for its own test.
      visits.forEach(expectGoodManners);
    },
  };
};
