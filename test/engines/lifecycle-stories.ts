import assert from 'node:assert/strict';
import { allow, appears } from './person.ts';
import { begin, connect, connectorOf, endsAs, isConnected, openTab, type Story } from './story.ts';
import { until } from './wait.ts';

const rows = 'cyclr-connect-list >>>';

/** Installs, methods, attention, lists and links, where a window is involved: in each engine. */
export const lifecycleStories: readonly Story[] = [
  {
    name: 'a connector is installed by its name in the click that opens its window',
    play: async (scene) => {
      const { engine, page, heard } = scene;
      await scene.visit({ widgets: ['HubSpot'] });
      await heard('the card to be ready', ({ detail }) => detail['status'] === 'ready');
      await page.press(connect);
      await allow(await engine.opened());
      const { connectorId } = await heard('the installation', ({ type }) => type === 'installed');
      assert.match(connectorId, /^\d+$/);
      await endsAs(scene, isConnected, connectorId);
    },
  },
  {
    name: 'a person chooses one of two methods, and signs in by it',
    play: async (scene) => {
      const { engine, page, heard } = scene;
      await scene.visit({ widgets: ['Squareup'] });
      await heard('the card to be ready', ({ detail }) => detail['status'] === 'ready');
      await page.press('[part=methods] input');
      await page.press(connect);
      await allow(await engine.opened());
      const { connectorId } = await heard('the installation', ({ type }) => type === 'installed');
      await endsAs(scene, isConnected, connectorId);
    },
  },
  {
    name: 'a connection that stopped working is connected again by another sign-in',
    play: async (scene) => {
      const { page, heard } = scene;
      const hasAttention = "document.querySelector('cyclr-connect').matches(':state(attention)')";
      await scene.visit();
      await allow(await begin(scene));
      await endsAs(scene, isConnected);
      await scene.breakConnection(connectorOf.first);
      await page.read("document.querySelector('cyclr-connect').check() && 1");
      await heard('the attention', ({ type }) => type === 'attention');
      await until('its look', async () => ((await page.read(hasAttention)) === true ? true : undefined));
      await page.press(connect);
      await allow(await scene.engine.opened());
      await endsAs(scene, isConnected);
      await until('its look to go', async () => ((await page.read(hasAttention)) === false ? true : undefined));
    },
  },
  {
    name: 'a row of a list signs in, and the list is complete',
    play: async (scene) => {
      const { engine, page, heard } = scene;
      await scene.preset(connectorOf.second, { authenticated: true });
      await scene.visit({ list: ['Capsule', 'Mailchimp'] });
      await appears(page, `${rows} ${connect}`);
      await page.press(`${rows} ${connect}`);
      await allow(await engine.opened());
      await endsAs(scene, isConnected);
      await heard('the list to be complete', ({ type }) => type === 'complete');
    },
  },
  {
    name: 'a sign-in in one tab is shown in another tab',
    play: async (scene) => {
      const { engine, page, reports } = scene;
      await scene.visit();
      await scene.reached('ready');
      await openTab(scene, `${String(await page.read('location.href'))}&tab=other`);
      const inOther = (status: string) => () => reports().find(({ tab, detail }) => tab === 'other' && detail['status'] === status);
      await until('the other tab', inOther('ready'));
      await page.press(connect);
      await allow(await engine.opened());
      await endsAs(scene, isConnected);
      await until('the other tab to agree', inOther('connected'));
    },
  },
  {
    name: 'a colleague without a session signs in by a link, which is used up',
    play: async (scene) => {
      const link = await scene.invite(connectorOf.first);
      await scene.visit({ link }, 'linked');
      await allow(await begin(scene));
      await endsAs(scene, isConnected);
      await scene.visit({ link }, 'linked');
      await until('the page to say so', async () =>
        (await scene.page.read('document.body.innerText.trim()')) === 'used' ? true : undefined,
      );
    },
  },
];
