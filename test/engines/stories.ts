import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { lifecycleStories } from './lifecycle-stories.ts';
import { allow, appears, deny, giveName } from './person.ts';
import { outcomeOf, type Scene } from './stage.ts';
import { begin, connect, connectorOf, endsAs, isConnected, openTab, primaryOf, type Story } from './story.ts';

/** The handle has read closed for a while: a policy on the way has cut it. */
const cut = (scene: Scene) =>
  scene.heard('the window to be unsure', ({ detail }) => detail['window'] === 'unsure' || detail['window'] === 'gone');

const hasNotEnded = ({ reports }: Scene): void => {
  assert.deepEqual(
    reports()
      .filter(({ type }) => type === 'connected' || type === 'failed')
      .map(outcomeOf),
    [],
  );
};

const inTheirOwnTime: readonly Story[] = [
  {
    name: 'a person who takes seven seconds, cut off from the page, is waited for',
    play: async (scene) => {
      await scene.set({ providerCoop: 'same-origin' });
      await scene.visit({ coop: 'same-origin' });
      const opened = await begin(scene);
      await giveName(opened);
      await appears(opened, 'button[value=allow]');
      // The one thing here that is only time: longer than any of the limits after which a closed window is given up.
      await pause(7000);
      hasNotEnded(scene);
      await opened.press('button[value=allow]');
      await endsAs(scene, isConnected);
    },
  },
  {
    name: 'a page that is reloaded meanwhile resumes the sign-in',
    play: async (scene) => {
      await scene.visit();
      const opened = await begin(scene);
      await giveName(opened);
      const before = scene.reports().length;
      await scene.page.read('setTimeout(() => location.reload()) && 1');
      await scene.heard(
        'the sign-in to be taken up',
        (report) => scene.reports().indexOf(report) >= before && report.detail['status'] === 'authorizing',
      );
      await opened.press('button[value=allow]');
      await endsAs(scene, isConnected);
    },
  },
  {
    name: 'a widget that leaves the page and comes back resumes the sign-in',
    play: async (scene) => {
      await scene.visit();
      const opened = await begin(scene);
      await scene.page.read("(window.kept = document.querySelector('cyclr-connect')).remove()");
      await giveName(opened);
      await appears(opened, 'button[value=allow]');
      hasNotEnded(scene);
      await scene.page.read('document.body.append(window.kept)');
      await opened.press('button[value=allow]');
      await endsAs(scene, isConnected);
    },
  },
];

/** A refusal that is led to the callback page: by each way back, under each policy of the page, cut off and not. */
const refusals = (['', 'same-origin-allow-popups', 'same-origin', 'noopener-allow-popups'] as const).flatMap((coop, page) =>
  (['', 'same-origin'] as const).flatMap((providerCoop, provider) =>
    (coop === '' ? (['callback', 'message'] as const) : (['callback'] as const)).map((wayBack, way) => ({
      coop,
      providerCoop,
      wayBack,
      // Of the others each policy of the page has one.
      full: (page + provider + way) % 2 === 1,
    })),
  ),
);

const givenUp: readonly Story[] = [
  {
    name: 'a window that the person closes ends in cancelled',
    play: async (scene) => {
      await scene.visit();
      const opened = await begin(scene);
      await opened.type('input[name=login]', 'ada');
      await opened.close();
      await endsAs(scene, 'failed cancelled');
    },
  },
  {
    name: 'a window that was cut off, and that the person closes, ends in cancelled',
    play: async (scene) => {
      await scene.set({ providerCoop: 'same-origin' });
      await scene.visit();
      const opened = await begin(scene);
      await cut(scene);
      hasNotEnded(scene);
      await opened.close();
      await endsAs(scene, 'failed cancelled');
    },
  },
  {
    name: 'a refusal that Cyclr does not report ends in cancelled when its window closes',
    play: async (scene) => {
      await scene.visit();
      const opened = await begin(scene);
      await deny(opened);
      await appears(opened, '#error');
      hasNotEnded(scene);
      await opened.close();
      await endsAs(scene, 'failed cancelled');
    },
  },
  ...refusals.map(({ coop, providerCoop, wayBack, full }): Story => ({
    name: `a refusal that is led back ends in denied: page ${coop || 'open'}; provider ${providerCoop || 'open'}; by ${wayBack}`,
    full,
    play: async (scene) => {
      await scene.set({ providerCoop, errorHtml: 'snippet', rememberedLogin: true });
      await scene.visit({ coop, return: wayBack });
      await scene.reached('ready');
      await scene.page.press(connect);
      await (await scene.engine.opened()).press('button[value=deny]');
      // A window that only closes ends in cancelled.
      await endsAs(scene, 'failed denied');
    },
  })),
  {
    name: 'a refusal that another page forges ends nothing',
    play: async (scene) => {
      await scene.visit();
      const opened = await begin(scene);
      await openTab(scene, '/cyclr-connect/callback?error=access_denied');
      await giveName(opened);
      await appears(opened, 'button[value=allow]');
      hasNotEnded(scene);
      await opened.press('button[value=allow]');
      await endsAs(scene, isConnected);
    },
  },
  {
    name: 'a re-connection that is given up ends in cancelled, with the old one still there',
    play: async (scene) => {
      await scene.preset(connectorOf.first, { authenticated: true });
      await scene.visit();
      const opened = await begin(scene, '.actions button');
      await opened.type('input[name=login]', 'ada');
      await opened.close();
      await endsAs(scene, 'failed cancelled');
    },
  },
  {
    name: 'a re-connection that is allowed is connected',
    play: async (scene) => {
      await scene.preset(connectorOf.first, { authenticated: true });
      await scene.visit();
      await allow(await begin(scene, '.actions button'));
      await endsAs(scene, isConnected);
    },
  },
];

const unheard: readonly Story[] = [
  {
    name: 'Cyclr posts no message and its window stays open: the server’s answer connects',
    play: async (scene) => {
      await scene.set({ silent: true, providerCoop: 'same-origin' });
      await scene.visit({ return: 'message' });
      await allow(await begin(scene));
      await endsAs(scene, isConnected);
      assert.equal(await scene.engine.countWindows(), 2);
    },
  },
  {
    name: 'Cyclr posts to another origin: the server’s answer connects',
    play: async (scene) => {
      await scene.set({ wrongTargetOrigin: true });
      await scene.visit({ return: 'message' });
      await allow(await begin(scene));
      await endsAs(scene, isConnected);
    },
  },
  {
    name: 'a sign-in that begins without a click has its window blocked: the link connects',
    play: async (scene) => {
      await scene.visit({ begins: 'by itself' });
      await scene.heard('a blocked window', ({ detail }) => detail['window'] === 'blocked');
      assert.equal(await scene.engine.countWindows(), 1);
      await scene.page.press('a.primary');
      await allow(await scene.engine.opened());
      await endsAs(scene, isConnected);
    },
  },
];

const together: readonly Story[] = [
  {
    name: 'of two sign-ins on a page the older one is superseded, the newer one connects',
    play: async (scene) => {
      await scene.visit({ widgets: Object.values(connectorOf) });
      await begin(scene, primaryOf(connectorOf.first));
      const opened = await begin(scene, primaryOf(connectorOf.second), 'page', connectorOf.second);
      await endsAs(scene, 'failed superseded', connectorOf.first);
      await allow(opened);
      await endsAs(scene, isConnected, connectorOf.second);
    },
  },
  {
    name: 'of two sign-ins in turn the denied one stays denied, the allowed one connects',
    play: async (scene) => {
      await scene.visit({ widgets: Object.values(connectorOf) });
      const denied = await begin(scene, primaryOf(connectorOf.first));
      await deny(denied);
      await appears(denied, '#error');
      await denied.close();
      await endsAs(scene, 'failed cancelled', connectorOf.first);
      await allow(await begin(scene, primaryOf(connectorOf.second), 'page', connectorOf.second));
      await endsAs(scene, isConnected, connectorOf.second);
    },
  },
];

const framed: readonly Story[] = [
  ...(['', 'same-origin'] as const).map((providerCoop): Story => ({
    name: `a page in a frame of another site connects, the provider ${providerCoop === '' ? 'without policy' : 'cutting the window off'}`,
    play: async (scene) => {
      await scene.set({ providerCoop });
      await scene.visit({}, 'framed');
      await allow(await begin(scene, connect, 'frame'));
      await endsAs(scene, isConnected);
    },
  })),
  {
    name: 'a page in a frame of a site with a policy connects, without a window handle',
    play: async (scene) => {
      await scene.visit({ coop: 'same-origin' }, 'framed');
      const opened = await begin(scene, connect, 'frame');
      await scene.heard('a window that looks blocked', ({ detail }) => detail['window'] === 'blocked');
      await allow(opened);
      await endsAs(scene, isConnected);
    },
  },
];

export const stories: readonly Story[] = [...inTheirOwnTime, ...givenUp, ...unheard, ...together, ...framed, ...lifecycleStories];
