import type { Tab } from '../engines/engine.ts';
import { allow } from '../engines/person.ts';
import type { Scene } from '../engines/stage.ts';
import type { Reader } from './start-reader.ts';

/** What a person does, and what must be heard then, in this order. `never`: what must not be heard. */
export interface Step {
  readonly does: string;
  readonly act: () => unknown;
  readonly hears?: readonly (string | RegExp)[];
  readonly never?: RegExp;
}

export interface Walk {
  readonly name: string;
  readonly steps: (scene: Scene, reader: Reader) => readonly Step[];
}

const pipedrive = '1003';

const press =
  (reader: Reader, key: string, times = 1) =>
  (): void => {
    for (let time = 0; time < times; time += 1) reader.press(key);
  };

const change = (page: Tab, properties: object): Promise<unknown> =>
  page.read(`Object.assign(document.querySelector('cyclr-connect'), ${JSON.stringify(properties)}) && 1`);

/** The partner's server refuses what is typed. */
const refuse = (page: Tab, after: number): Promise<unknown> =>
  page.read(`(() => {
    const { fetch } = window;
    window.fetch = (address, options) => String(address).endsWith('/credentials')
      ? new Promise((answer) => setTimeout(answer, ${String(after)}, Response.json({ error: { code: 'credentials-rejected', message: 'No.' } }, { status: 422 })))
      : fetch(address, options);
    return 1;
  })()`);

export const walks: readonly Walk[] = [
  {
    name: 'an account is connected in a window, and disconnected',
    steps: (scene, reader) => {
      const { visit, reached, engine, ending } = scene;
      return [
        {
          does: 'opens the page',
          act: async () => {
            await visit();
            await reached('ready');
          },
          hears: [
            'Capsule',
            'Not connected',
            'Connect your Capsule account.',
            'Connect Capsule',
            'push button',
            'We never see your password.',
          ],
        },
        { does: 'Tab', act: press(reader, 'Tab'), hears: ['Connect Capsule push button.'] },
        {
          does: 'Enter: the window opens; signs in and presses Allow there',
          act: async () => {
            reader.press('Return');
            const opened = await engine.opened();
            await reader.listen();
            await allow(opened);
            await ending();
          },
          hears: [/^Partner/, 'Capsule is connected.'],
        },
        { does: 'Tab', act: press(reader, 'Tab'), hears: ['Reconnect, Capsule push button.'] },
        { does: 'Tab', act: press(reader, 'Tab'), hears: ['Disconnect, Capsule push button.'] },
        { does: 'Enter', act: press(reader, 'Return'), hears: ['Cancel, Capsule push button.'] },
        {
          does: 'Tab, Enter',
          act: () => {
            reader.press('Tab');
            reader.press('Return');
          },
          hears: ['Not connected'],
        },
        { does: 'Tab', act: press(reader, 'Tab'), hears: ['Connect Capsule push button.'] },
      ];
    },
  },
  ...[
    { after: 0, by: 'Enter' },
    { after: 1500, by: 'Enter' },
    { after: 0, by: 'the button' },
  ].map(({ after, by }): Walk => ({
    name: `a key is refused after ${after} ms, by ${by}`,
    steps: ({ visit, reached, page, ending }, reader) => [
      {
        does: 'opens the page',
        act: async () => {
          await visit({ widgets: [pipedrive] });
          await reached('ready', pipedrive);
          await refuse(page, after);
        },
        hears: ['Not connected', /^Where do I find this/, 'link', 'API key', 'entry', 'required', 'Connect Pipedrive'],
        never: /invalid/,
      },
      { does: 'Tab, Tab', act: press(reader, 'Tab', 2), hears: [/^API key entry required/] },
      {
        does: by === 'Enter' ? 'types a key' : 'types a key, Tab, Tab',
        act: () => {
          reader.type('abc');
          if (by !== 'Enter') press(reader, 'Tab', 2)();
        },
        hears: by === 'Enter' ? ['c'] : [/^Connect Pipedrive push button/],
      },
      {
        does: 'Enter',
        act: async () => {
          reader.press('Return');
          await ending(pipedrive);
        },
        hears: ["Pipedrive didn't accept this key. Check it and try again."],
      },
    ],
  })),
  {
    name: 'a button opens a dialog, which Escape closes',
    steps: ({ visit, reached, page }, reader) => [
      {
        does: 'opens the page',
        act: async () => {
          await visit({ widgets: [pipedrive], look: 'button' });
          await reached('ready', pipedrive);
        },
        hears: [/^Connect Pipedrive/],
      },
      // Orca goes there by itself in a page that holds nothing else.
      {
        does: 'goes to the button',
        act: () => page.read("document.querySelector('cyclr-connect').shadowRoot.querySelector('button').focus()"),
      },
      { does: 'Enter', act: press(reader, 'Return'), hears: [/Pipedrive dialog/, /^API key/] },
      { does: 'Escape', act: press(reader, 'Escape'), hears: [/^Connect Pipedrive push button/] },
    ],
  },
  {
    name: 'a list is gone through with arrows',
    steps: ({ visit, reached }, reader) => [
      {
        does: 'opens the page',
        act: async () => {
          await visit({ list: ['Capsule', 'Mailchimp', 'HubSpot'] });
          await reached('ready');
        },
      },
      { does: 'Tab', act: press(reader, 'Tab'), hears: ['List with 3 items.', 'Connect Capsule push button.'] },
      { does: 'down', act: press(reader, 'Down'), hears: [/^Mailchimp/, /Not connected/, 'Connect Mailchimp push button.'] },
      { does: 'down', act: press(reader, 'Down'), hears: [/^HubSpot/, 'Connect HubSpot push button.'] },
    ],
  },
  {
    name: 'a page in German',
    steps: ({ visit, reached, page }, reader) => [
      {
        does: 'opens the page',
        act: async () => {
          await visit();
          await reached('ready');
          await change(page, { lang: 'de' });
        },
        hears: ['push button'],
      },
      { does: 'Tab', act: press(reader, 'Tab'), hears: [/^Capsule .*push button/] },
    ],
  },
];
