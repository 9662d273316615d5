import { expect } from '@open-wc/testing';
import type { ConnectFlow, Notice } from '../../src/flow/connect-flow.ts';
import { createConnectFlow } from '../../src/flow/flow.ts';
import type { FlowOptions } from '../../src/flow/options.ts';
import type { Platform } from '../../src/flow/platform.ts';
import type { State } from '../../src/flow/state.ts';
import type { Timing } from '../../src/flow/timing.ts';
import { callbackChannel } from '../../src/protocol/callback.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { createFakeBackend, type FakeBackend, serviceOrigin } from './fake-backend.ts';
import { createFakePlatform, type FakePlatform } from './fake-platform.ts';
import { createFakeOpener, type FakeOpener, postAs } from './fake-popup.ts';
import { restoreFocus, setVisible } from './focus.ts';
import { pause } from './pause.ts';
import { expectNoStrayRejection } from './rejections.ts';
import { waitUntil } from './wait-until.ts';

/** A test that waits for the deadline sets one: a slow page would reach a short one before what it is about. */
export const fastTiming: Timing = {
  tick: 10,
  closeGrace: 20,
  focusSettle: 30,
  betweenChecks: 10,
  confirm: 150,
  slow: 60,
  offer: 200,
  deadline: 20_000,
  late: 500,
};

type End = Extract<Notice, { type: 'connected' | 'failed' }>;

export interface Scene {
  flow: ConnectFlow;
  backend: FakeBackend;
  platform: FakePlatform;
  opener: FakeOpener;
  notices: Notice[];
  log: string[];
  ends(): End[];
  /** Waits for a status, and gives its state. */
  reached<Word extends State['status']>(status: Word): Promise<Extract<State, { status: Word }>>;
  /** Waits until an end was reported, and a while longer for a second one that must not come. */
  onlyEnd(): Promise<End>;
  /** Cyclr's page posts this attempt's message. */
  postReturn(): void;
}

const scenes: Scene[] = [];

export const createScene = (
  options: Partial<Omit<FlowOptions, 'connector'>> & {
    connector?: Partial<ConnectorView>;
    /** The option `connector`, in place of an id. */
    named?: string;
    authorizes?: boolean;
    blocks?: boolean;
    fetches?: Platform['fetch'];
  } = {},
): Scene => {
  const { connector, named, authorizes, blocks, fetches, ...flowOptions } = options;
  const log: string[] = [];
  setVisible(true);
  const given = flowOptions.platform as FakePlatform | undefined;
  const opener = given?.opener ?? createFakeOpener(log);
  opener.blocks = blocks ?? false;
  const platform = given ?? createFakePlatform({ opener, ...(fetches === undefined ? {} : { fetch: fetches }) });
  const backend = createFakeBackend(connector, { log, ...(authorizes === undefined ? {} : { authorizes }) });
  const flow = createConnectFlow({
    ...(named === undefined ? { connectorId: '1234' } : { connector: named }),
    backend,
    ...flowOptions,
    platform,
    timing: { ...fastTiming, ...flowOptions.timing },
  });
  const notices: Notice[] = [];
  flow.subscribe((notice) => {
    notices.push(notice);
  });
  const scene: Scene = {
    flow,
    backend,
    platform,
    opener,
    notices,
    log,
    ends: () => notices.filter((notice) => notice.type === 'connected' || notice.type === 'failed'),
    async reached(status) {
      await waitUntil(() => flow.state.status === status, `the flow never reached ${status}, it stands at ${flow.state.status}`);
      return flow.state as never;
    },
    async onlyEnd() {
      await waitUntil(() => scene.ends().length > 0, 'the attempt never ended');
      await pause(60);
      expect(
        scene.ends().map((end) => end.type),
        'ends of one attempt',
      ).to.have.length(1);
      return scene.ends()[0] as End;
    },
    postReturn: () => {
      postAs(opener.newest, serviceOrigin, `cyclr-connect:${opener.attempt}`);
    },
  };
  scenes.push(scene);
  return scene;
};

/** A scene in `authorizing`: its window is open. */
export const signingIn = async (options: Parameters<typeof createScene>[0] = {}): Promise<Scene> => {
  const scene = createScene(options);
  await scene.flow.load();
  void scene.flow.connect();
  await scene.reached('authorizing');
  return scene;
};

/** The callback page's report, as it comes over the BroadcastChannel. */
export const broadcast = (data: unknown): void => {
  const channel = new BroadcastChannel(callbackChannel);
  channel.postMessage(data);
  channel.close();
};

/** For every `afterEach`: disposes of each flow, and fails the test if one left a listener. */
export const strikeScenes = async (): Promise<void> => {
  const all = scenes.splice(0);
  for (const { flow } of all) flow.dispose();
  restoreFocus();
  sessionStorage.clear();
  localStorage.clear();
  await expectNoStrayRejection();
  for (const { platform } of all) expect(platform.listening(), 'listeners left behind').to.deep.equal([]);
};
