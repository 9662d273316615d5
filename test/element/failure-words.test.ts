import { expect } from '@open-wc/testing';
import { createSay, messageKeyOf } from '../../src/element/say.ts';
import type { ErrorCode, Stage } from '../../src/protocol/errors.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { buildConnector } from '../support/fake-backend.ts';

const load = "We couldn't load Capsule. Your connection hasn't changed.";
const general = "We couldn't connect Capsule. Try again; if it keeps failing, contact support (ref 4f2a1b2c).";
const disconnect = "We couldn't disconnect Capsule. Try again.";
const timedOut = 'Sign-in took too long and timed out.';
const forbidden = "You don't have permission to connect Capsule. Ask your administrator.";
const signedOut = "You've been signed out. Reload the page and sign in again.";
const limit = 'Too many requests right now.';
const unavailable = "Capsule isn't available yet.";
const offline = "You're offline. We'll connect again when you're back.";
const denied = "Access wasn't given. To connect Capsule, choose Allow in its window.";

const rows: [code: ErrorCode, stage: Stage, says: string, connector?: Partial<ConnectorView>][] = [
  ['backend-error', 'loading', load],
  ['invalid-response', 'loading', load],
  ['timed-out', 'loading', load],
  ['forbidden', 'loading', forbidden],
  ['not-signed-in', 'loading', signedOut],
  ['offline', 'loading', offline],
  ['rate-limited', 'loading', limit],
  ['misconfigured', 'loading', unavailable],
  ['unsupported-auth-type', 'loading', unavailable],
  ['connector-not-found', 'loading', unavailable],
  ['backend-error', 'saving', general],
  ['timed-out', 'saving', general],
  ['offline', 'saving', "You're offline. Nothing was sent. Your details are still here."],
  ['unverifiable', 'saving', "We couldn't confirm that your details were saved."],
  ['rate-limited', 'saving', limit],
  ['forbidden', 'saving', forbidden],
  ['popup-blocked', 'opening', 'Allow pop-ups for this site, then try again.'],
  ['token-missing', 'opening', general],
  ['token-expired', 'opening', general],
  ['timed-out', 'opening', timedOut],
  ['denied', 'authorizing', denied],
  ['not-authenticated', 'authorizing', denied],
  ['timed-out', 'authorizing', timedOut],
  ['superseded', 'authorizing', 'Another sign-in was started, so this one was stopped.'],
  ['unverifiable', 'authorizing', "We couldn't confirm the sign-in."],
  ['unverifiable', 'confirming', "We couldn't confirm the sign-in."],
  ['not-authenticated', 'confirming', denied],
  ['not-authenticated', 'confirming', general, { authType: 'ApiKey' }],
  ['not-authenticated', 'confirming', general, { oauth2Type: 'ClientCredentials' }],
  ['backend-error', 'disconnecting', disconnect],
  ['invalid-response', 'disconnecting', disconnect],
  ['timed-out', 'disconnecting', disconnect],
  ['offline', 'disconnecting', disconnect],
  ['forbidden', 'disconnecting', disconnect],
  ['unverifiable', 'disconnecting', "We couldn't confirm that Capsule was disconnected."],
  ['not-signed-in', 'disconnecting', signedOut],
  ['rate-limited', 'disconnecting', limit],
];

describe('the sentence of a failure', () => {
  const say = createSay('Capsule');

  for (const [code, stage, says, connector] of rows) {
    const kind = connector === undefined ? '' : ` with ${JSON.stringify(connector)}`;
    it(`for ${code} while ${stage}${kind}`, () => {
      const key = messageKeyOf({ code, stage, connector: buildConnector(connector) });
      expect(say(key, { reference: '4f2a1b2c' })).to.equal(says);
    });
  }

  it('asks for support without a reference where there is none', () => {
    expect(say('failed')).to.equal("We couldn't connect Capsule. Try again; if it keeps failing, contact support.");
  });

  it('names the day before the month, and the year where it is another one', () => {
    const year = new Date().getFullYear();
    const since = (date: string): string => say('connectedAsSince', { value: 'ada@acme.com', date });
    expect(since(`${year}-03-03T12:00:00Z`)).to.equal('as ada@acme.com, since 3 March');
    expect(since('2020-03-03T12:00:00Z')).to.equal('as ada@acme.com, since 3 March 2020');
  });

  it('counts down in the words of the button', () => {
    expect([27, 90.4, 300].map((seconds) => say('tryAgainIn', { seconds }))).to.deep.equal([
      'Try again in 27 s',
      'Try again in 2 min',
      'Try again in 5 min',
    ]);
  });
});
