import { expect } from '@open-wc/testing';
import { type FlowEvent, isPending, type State, transition } from '../../src/flow/state.ts';
import { buildAvailable, buildConnector } from '../support/fake-backend.ts';

const connector = buildConnector();
const available = buildAvailable();
const connected: State & { status: 'connected' } = { status: 'connected', connector, proof: 'authenticated', late: false };
const failure = { code: 'cancelled', stage: 'authorizing', message: 'Closed.', retryable: true } as const;

const states: Record<State['status'], State> = {
  idle: { status: 'idle' },
  loading: { status: 'loading' },
  ready: { status: 'ready', connector },
  saving: { status: 'saving', connector },
  authorizing: { status: 'authorizing', connector, window: 'open', reopenable: true, leavable: false },
  confirming: { status: 'confirming', connector, slow: false },
  connected,
  disconnecting: { status: 'disconnecting', connector, asking: true, from: connected },
  failed: { status: 'failed', ...failure, connector },
};

const events: Record<FlowEvent['type'], FlowEvent> = {
  load: { type: 'load' },
  loaded: { type: 'loaded', connector },
  learned: { type: 'learned', connector, ends: true },
  found: { type: 'found', available },
  install: { type: 'install', available },
  installed: { type: 'installed', connector },
  checked: { type: 'checked', connector, proof: 'authenticated' },
  save: { type: 'save', connector },
  'needs-input': { type: 'needs-input', connector, problems: { fields: { Url: 'Wrong.' } } },
  open: { type: 'open', connector, window: 'open', reopenable: true, leavable: false },
  window: { type: 'window', window: 'unsure' },
  confirm: { type: 'confirm' },
  slow: { type: 'slow' },
  succeed: { type: 'succeed', connector, proof: 'authenticated', late: false },
  fail: { type: 'fail', failure, connector },
  ask: { type: 'ask' },
  keep: { type: 'keep' },
  disconnect: { type: 'disconnect' },
};

/** The status that each event leads to from each state. An event that is not listed must not change the state. */
const leads: Record<FlowEvent['type'], Partial<Record<State['status'], State['status']>>> = {
  load: { idle: 'loading', ready: 'loading', connected: 'loading', disconnecting: 'loading', failed: 'loading' },
  loaded: { loading: 'ready' },
  learned: { ready: 'ready', connected: 'ready', disconnecting: 'ready', failed: 'ready' },
  found: { loading: 'ready' },
  install: { idle: 'saving', ready: 'saving', connected: 'saving', disconnecting: 'saving', failed: 'saving' },
  installed: { saving: 'saving' },
  checked: { connected: 'connected' },
  save: { idle: 'saving', ready: 'saving', connected: 'saving', disconnecting: 'saving', failed: 'saving' },
  'needs-input': { saving: 'ready', ready: 'ready' },
  open: {
    idle: 'authorizing',
    ready: 'authorizing',
    saving: 'authorizing',
    authorizing: 'authorizing',
    connected: 'authorizing',
    disconnecting: 'authorizing',
    failed: 'authorizing',
  },
  window: { authorizing: 'authorizing' },
  confirm: { authorizing: 'confirming', saving: 'confirming' },
  slow: { confirming: 'confirming' },
  succeed: Object.fromEntries(Object.keys(states).map((status) => [status, 'connected'])),
  fail: Object.fromEntries(Object.keys(states).map((status) => [status, 'failed'])),
  ask: { connected: 'disconnecting' },
  keep: { disconnecting: 'connected' },
  disconnect: { disconnecting: 'disconnecting' },
};

describe('transition', () => {
  for (const [eventName, event] of Object.entries(events)) {
    for (const [status, state] of Object.entries(states)) {
      const next = leads[event.type][state.status];
      it(next === undefined ? `${eventName} leaves ${status} as it is` : `${eventName} leads from ${status} to ${next}`, () => {
        const before = structuredClone(state);
        const after = transition(state, event);
        expect(after.status).to.equal(next ?? status);
        if (next === undefined) expect(after).to.equal(state);
        expect(state, 'the state that was given').to.deep.equal(before);
      });
    }
  }

  it('goes straight to connected where the connector that was read is proven', () => {
    expect(transition(states.loading, { type: 'loaded', connector, proof: 'saved' })).to.deep.equal({
      status: 'connected',
      connector,
      proof: 'saved',
      late: false,
    });
  });

  it('keeps `available` after a failed install, and returns to ready with it', () => {
    const offered = transition(states.loading, { type: 'found', available });
    expect(offered).to.deep.equal({ status: 'ready', available });
    const installing = transition(offered, { type: 'install', available });
    expect(installing).to.deep.equal({ status: 'saving', available });
    expect(transition(installing, { type: 'confirm' }), 'without a connector there is nothing to confirm').to.equal(installing);
    const failed = transition(installing, { type: 'fail', failure });
    expect(failed).to.deep.include({ status: 'failed', available });
    const problems = { fields: { method: 'Choose.' } };
    expect(transition(failed, { type: 'needs-input', available, problems })).to.deep.equal({ status: 'ready', available, problems });
    expect(transition(installing, { type: 'installed', connector })).to.deep.equal({ status: 'saving', connector });
  });

  it('is ready again where a check finds nothing connected', () => {
    expect(transition(states.connected, { type: 'checked', connector })).to.deep.equal({ status: 'ready', connector });
  });

  it('returns the same state when the status of the window has not changed', () => {
    expect(transition(states.authorizing, { type: 'window', window: 'open' })).to.equal(states.authorizing);
  });

  it('drops the link of an earlier window', () => {
    const linked = transition(states.ready, {
      type: 'open',
      connector,
      window: 'blocked',
      reopenable: true,
      leavable: false,
      href: 'https://a.example/',
    });
    expect(linked).to.include({ href: 'https://a.example/' });
    expect(transition(linked, { type: 'open', connector, window: 'open', reopenable: true, leavable: false })).not.to.have.property('href');
  });

  it('cannot cancel a disconnection that was confirmed', () => {
    const sent = transition(states.disconnecting, { type: 'disconnect' });
    expect(sent).to.include({ asking: false });
    expect(transition(sent, { type: 'keep' })).to.equal(sent);
  });
});

it('isPending is true only while an attempt saves, authorizes or confirms', () => {
  expect(
    Object.values(states)
      .filter(isPending)
      .map((state) => state.status),
  ).to.deep.equal(['saving', 'authorizing', 'confirming']);
});
