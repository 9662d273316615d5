import { expect } from '@open-wc/testing';
import '../../src/index.ts';
import type { CyclrConnect, StateChangeDetail } from '../../src/element/index.ts';
import { buildConnector } from '../support/fake-backend.ts';
import { unmount } from '../support/mount.ts';
import { pause } from '../support/pause.ts';
import { waitUntil } from '../support/wait-until.ts';

const icon = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
const count = 1000;

/** A page of a thousand cards over one endpoint; counts its requests, listeners, timers and changes of state. */
const openMarketplace = async () => {
  const asked: string[] = [];
  const listening = new Map<unknown, string>();
  const changes: StateChangeDetail[] = [];
  let repeating = 0;
  const undo: (() => void)[] = [];
  const put = <Target extends object, Key extends keyof Target>(target: Target, key: Key, value: Target[Key]): void => {
    const before = target[key];
    target[key] = value;
    undo.push(() => {
      target[key] = before;
    });
  };

  put(window, 'fetch', (async (input: string) => {
    asked.push(input);
    const ids = new URL(input).searchParams.get('ids')?.split(',') ?? [];
    return new Response(JSON.stringify({ connectors: ids.map((id) => buildConnector({ id, name: `Connector ${id}`, icon })) }));
  }) as typeof fetch);
  const start = window.setInterval.bind(window);
  put(window, 'setInterval', ((...words: Parameters<typeof start>) => {
    repeating += 1;
    return start(...words);
  }) as typeof setInterval);
  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target) as typeof window.addEventListener;
    const remove = target.removeEventListener.bind(target) as typeof window.removeEventListener;
    put(target, 'addEventListener', ((type: string, ...rest: [EventListener]) => {
      listening.set(rest[0], type);
      add(type, ...rest);
    }) as typeof target.addEventListener);
    put(target, 'removeEventListener', ((type: string, ...rest: [EventListener]) => {
      listening.delete(rest[0]);
      remove(type, ...rest);
    }) as typeof target.removeEventListener);
  }

  const host = document.createElement('div');
  host.addEventListener('statechange', (event) => {
    changes.push((event as CustomEvent<StateChangeDetail>).detail);
  });
  host.innerHTML = Array.from(
    { length: count },
    (_, index) => `<cyclr-connect endpoint="/many" connector-id="${index + 1}"></cyclr-connect>`,
  ).join('');
  document.body.append(host);
  const cards = [...host.querySelectorAll<CyclrConnect>('cyclr-connect')];
  await waitUntil(() => cards.every(({ state }) => state.status === 'ready'), 'the cards never became ready', 100_000);
  await Promise.all(cards.map((card) => card.updateComplete));
  return {
    asked,
    cards,
    changes,
    listening,
    repeating: () => repeating,
    close: async (): Promise<void> => {
      host.remove();
      for (const step of undo) step();
      await unmount();
    },
  };
};

describe('a thousand cards on a page', function () {
  // Times are measured by the bench: this machine may be busy with other suites.
  this.timeout(110_000);
  let market: Awaited<ReturnType<typeof openMarketplace>>;
  before(async () => {
    market = await openMarketplace();
  });
  after(async () => {
    await market.close();
  });

  it('are read with as few requests as the most ids of one allow, each connector once', () => {
    const ids = market.asked.map((url) => new URL(url).searchParams.get('ids')?.split(',') ?? []);
    expect(ids.map(({ length }) => length)).to.deep.equal([200, 200, 200, 200, 200]);
    expect(new Set(ids.flat()).size).to.equal(count);
  });

  it('change state no more often than they must, and each shows its own connector', () => {
    expect(market.changes.length).to.equal(2 * count);
    for (const card of market.cards) expect(card.shadowRoot?.textContent).to.contain(`Connector ${card.connectorId ?? ''}`);
  });

  it('leave their icons until they come into view', () => {
    for (const card of market.cards) {
      expect(card.shadowRoot?.querySelector('img')).to.include({ loading: 'lazy', decoding: 'async' });
    }
  });

  it('share one set of listeners on the page, and run no timer while they are idle', () => {
    expect([...market.listening.values()].sort()).to.deep.equal(['pagehide', 'pageshow', 'visibilitychange']);
    expect(market.repeating()).to.equal(0);
  });

  it('ask nothing when the person comes back to the page, or the network returns', async () => {
    for (const type of ['focus', 'pageshow', 'online']) window.dispatchEvent(new Event(type));
    document.dispatchEvent(new Event('visibilitychange'));
    await pause(50);
    expect(market.asked.length).to.equal(5);
  });

  it('share their style sheets', () => {
    const sheets = new Set(market.cards.flatMap((card) => card.shadowRoot?.adoptedStyleSheets ?? []));
    expect(sheets.size).to.be.lessThan(5);
    for (const card of market.cards) expect(card.shadowRoot?.querySelector('style, link')).to.equal(null);
  });
});
