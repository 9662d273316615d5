import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../src/index.ts';
import type { CyclrConnect } from '../../src/element/cyclr-connect.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { buildField, createFakeBackend, type FakeBackend, serviceOrigin } from '../support/fake-backend.ts';
import { createFakeOpener, type FakeOpener, postAs } from '../support/fake-popup.ts';
import { watchShifts } from '../support/layout-shifts.ts';
import { unmount } from '../support/mount.ts';
import { pause } from '../support/pause.ts';
import { waitUntil } from '../support/wait-until.ts';

/** What a layout shift may be, all in all: a fifth of what https://web.dev/articles/cls calls good. */
const limit = 0.02;

const region = buildField({ name: 'Region', label: 'Region', description: 'Where your data is.' });
/** Each with the row of the documentation that says what to reserve, and how many fields come on top of that. */
const kinds: Record<string, { view: Partial<ConnectorView>; row: string; more?: number }> = {
  'a window': { view: { authType: 'OAuth2' }, row: 'a sign-in in a window' },
  'an API key': { view: { name: 'Pipedrive', authType: 'ApiKey' }, row: 'an API key' },
  'a password': { view: { name: 'Zendesk', authType: 'Basic' }, row: 'a user name and a password' },
  'several fields': {
    view: { name: 'Acme ERP', authType: 'Basic', fields: [buildField(), region] },
    row: 'a user name and a password',
    more: 2,
  },
};
const places = [
  { look: 'card' },
  { look: 'card', panel: 'dialog' },
  { look: 'compact' },
  { look: 'compact', panel: 'dialog' },
  { look: 'button' },
] as const;
type Place = (typeof places)[number];

/** A row opens below itself when a person asks for it, and closes when it is connected: then it must be as high as before. */
const opensInline = (place: Place): boolean => place.look === 'compact' && !('panel' in place);
const isDialog = (place: Place): boolean => 'panel' in place || place.look === 'button';

const icon = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"/>';

/** The heights of the table in docs/element.md, by the text of its first column. */
const readHeights = async (): Promise<Map<string, string>> => {
  const text = await (await fetch('/docs/element.md')).text();
  return new Map([...text.matchAll(/^\| `?(.+?)`? \| `([\d.]+(?:em|px))`/gm)].map(([, what = '', height = '']) => [what, height]));
};

interface Journey {
  element: CyclrConnect;
  backend: FakeBackend;
  opener: FakeOpener;
  shifts: ReturnType<typeof watchShifts>;
  slow: boolean;
}

const submit = ({ element }: Journey): void => {
  const root = element.shadowRoot!;
  const form = root.querySelector('form');
  if (form === null) root.querySelector<HTMLElement>('.primary')!.click();
  else form.requestSubmit();
};

const fill = ({ element }: Journey): void => {
  for (const input of element.shadowRoot!.querySelectorAll<HTMLInputElement>('[part~=input]')) {
    input.value = 'x';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
};

/** Does what makes the server answer, at once or after the time from which on a wait is shown. */
const answered = async ({ backend, element, shifts, slow }: Journey, act: () => void, status: string): Promise<void> => {
  const release = slow ? backend.hold() : undefined;
  // A second failure is another state than the first.
  const before = element.state;
  act();
  await element.updateComplete;
  if (slow) await pause(450);
  await shifts.read();
  release?.();
  await waitUntil(() => element.state !== before && element.state.status === status, `never ${status}, but ${element.state.status}`);
  // A state that was shown because the answer was slow stays for 400 ms.
  if (slow) await pause(450);
  await element.updateComplete;
  await shifts.read();
};

const signIn = async (journey: Journey): Promise<void> => {
  const { element, backend, opener } = journey;
  await answered(
    journey,
    () => {
      submit(journey);
    },
    'authorizing',
  );
  await answered(
    journey,
    () => {
      element.cancel();
    },
    'failed',
  );
  await answered(journey, () => void element.connect(), 'authorizing');
  backend.connector = { ...backend.connector, authenticated: true };
  await answered(
    journey,
    () => {
      postAs(opener.newest, serviceOrigin, `cyclr-connect:${opener.attempt}`);
    },
    'connected',
  );
};

const typeIn = async (journey: Journey): Promise<void> => {
  const { element, backend, shifts } = journey;
  if (element.shadowRoot!.querySelector('form') === null) submit(journey);
  await element.updateComplete;
  await pause(20);
  // What a person opens moves what is below it, and so do the sentences that answer a press, as it is made.
  submit(journey);
  await element.updateComplete;
  fill(journey);
  await element.updateComplete;
  await shifts.forget();
  for (const code of ['credentials-rejected', 'backend-error'] as const) {
    backend.errors.save = new ConnectError(code, 'No.', { correlationId: '12345678' });
    await answered(
      journey,
      () => {
        submit(journey);
      },
      'failed',
    );
    fill(journey);
    await element.updateComplete;
    // A sentence about the earlier value goes as the person types.
    await shifts.forget();
  }
  backend.errors = {};
  await answered(
    journey,
    () => {
      submit(journey);
    },
    'connected',
  );
};

describe('a card from its tag to connected', () => {
  const realOpen = window.open.bind(window);
  let heights: Map<string, string>;
  before(async () => {
    heights = await readHeights();
  });
  after(() => setViewport({ width: 800, height: 600 }));
  afterEach(async () => {
    window.open = realOpen;
    await unmount();
  });

  const reserve = (kind: string, place: Place): string => {
    const { row, more = 0 } = kinds[kind]!;
    const what = 'panel' in place && place.look === 'card' ? 'panel="dialog"' : place.look === 'card' ? row : `look="${place.look}"`;
    const height = heights.get(what)!;
    return what === row && more > 0 ? `calc(${height} + ${more} * ${heights.get('each field more')!})` : height;
  };

  const play = async (kind: string, place: Place, { known = true, slow = false } = {}): Promise<number> => {
    const { view } = kinds[kind]!;
    const backend = createFakeBackend(view);
    const opener = createFakeOpener();
    window.open = opener.open;
    const page = await fixture<HTMLElement>(html`
      <main style="font: 15px/1.5 sans-serif">
        <p>Integrations</p>
        <div class="place"></div>
        ${Array.from({ length: 30 }, () => html`<p>What is below it.</p>`)}
      </main>
    `);
    const element = document.createElement('cyclr-connect');
    Object.assign(element, place);
    element.style.minHeight = reserve(kind, place);
    page.querySelector('.place')!.append(element);
    const shifts = watchShifts();
    await shifts.forget();
    const journey: Journey = { element, backend, opener, shifts, slow };
    const given = known ? { name: backend.connector.name, icon } : {};
    await answered(journey, () => Object.assign(element, { connectorId: '1234', backend, ...given }), 'ready');
    const { height } = element.getBoundingClientRect();
    const closed = await shifts.read();
    if (kind === 'a window') await signIn(journey);
    else await typeIn(journey);
    expect(element.getBoundingClientRect().height, 'the height at the end').to.equal(height);
    const all = await shifts.read();
    shifts.stop();
    page.remove();
    return opensInline(place) ? closed : all;
  };

  for (const [kind, { more }] of Object.entries(kinds)) {
    for (const place of places) {
      it(`moves nothing: ${kind}, ${Object.values(place).join(' with ')}`, async () => {
        // A sheet that is higher than 60 % of a phone grows upwards.
        await setViewport({ width: more === undefined || !isDialog(place) ? 360 : 800, height: 740 });
        const measured = [];
        for (const known of [true, false]) measured.push(await play(kind, place, { known }));
        expect(Math.max(...measured)).to.be.below(limit);
      });
    }
    it(`moves nothing with a slow server: ${kind}`, async () => {
      await setViewport({ width: 360, height: 740 });
      expect(await play(kind, places[0], { slow: true })).to.be.below(limit);
    });
  }
});
