import { expect } from '@open-wc/testing';
import type { FieldOverrides } from '../../src/protocol/fields.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { buildField } from '../support/fake-backend.ts';
import { expectAccessible } from '../support/appearance.ts';
import { mount, unmount } from '../support/mount.ts';
import { active, connect, url } from './form-steps.ts';
import { waitUntil } from '../support/wait-until.ts';

describe('the form', () => {
  afterEach(unmount);

  describe('of a refused credential', () => {
    const rejection = (explanation?: string) => new ConnectError('credentials-rejected', 'For a developer.', { explanation });
    const rows: [
      what: string,
      connector: Partial<ConnectorView>,
      fields: FieldOverrides,
      typed: Record<string, string>,
      says: string,
      focus: string,
    ][] = [
      [
        'a key',
        { authType: 'ApiKey' },
        {},
        { '#credential-key': 'hush-1' },
        "Capsule didn't accept this key. Check it and try again.",
        '#credential-key',
      ],
      [
        'a user name and password',
        { authType: 'Basic' },
        {},
        { '#credential-username': 'ada', '#credential-password': 'hush-1' },
        "Capsule didn't accept this username and password.",
        '[part~=summary]',
      ],
      [
        'a pair by other names',
        { authType: 'Basic' },
        { password: { label: 'Secret' } },
        { '#credential-username': 'ada', '#credential-password': 'hush-1' },
        "Capsule didn't accept these details.",
        '[part~=summary]',
      ],
      [
        'a key with an address',
        { authType: 'ApiKey', fields: [buildField()] },
        {},
        { [url]: 'acme', '#credential-key': 'hush-1' },
        "Capsule didn't accept these details.",
        '[part~=summary]',
      ],
    ];
    for (const [what, connector, fields, typed, says, focus] of rows) {
      it(`that is ${what} says so where it was typed, keeps it, and ends once`, async () => {
        const page = await mount({ connector, fields });
        page.backend.errors.save = rejection();
        for (const [selector, value] of Object.entries(typed)) await page.type(selector, value);
        await page.press(connect);
        await page.reached('failed');
        expect(page.text()).to.contain(says);
        expect(active(page), 'and so it is read').to.equal(page.find(focus));
        expect(page.find('[aria-live=assertive]').textContent, 'and so it is not announced').to.equal('');
        for (const [selector, value] of Object.entries(typed)) expect(page.find(selector).value).to.equal(value);
        expect(page.events.filter(({ type }) => type === 'failed')).to.have.length(1);
        await expectAccessible(page.element);
        page.backend.errors = {};
        await page.press(connect);
        await page.reached('connected');
      });
    }

    const kept = 'What was saved before is still in use.';
    const changed = 'Some saved details may have changed. Check them and save again.';
    const outcomes: [what: string, before: boolean, restored: boolean | undefined, says: string | undefined][] = [
      ['was put back', true, true, kept],
      ['could not be put back', true, false, changed],
      ['is not known', true, undefined, undefined],
      ['was not there', false, true, undefined],
      ['was not there, and something is left', false, false, changed],
    ];
    for (const code of ['credentials-rejected', 'backend-error'] as const) {
      for (const [what, authenticated, restored, says] of outcomes) {
        it(`says after ${code} what became of what was saved before: it ${what}`, async () => {
          const page = await mount({ connector: { authType: 'ApiKey', authenticated } });
          if (authenticated) await page.press('Reconnect');
          await page.type('#credential-key', 'k');
          page.backend.errors.save = new ConnectError(code, 'No.', { restored });
          await page.press(authenticated ? 'Reconnect' : connect);
          await page.reached('failed');
          for (const sentence of [kept, changed]) {
            if (sentence === says) expect(page.text()).to.contain(sentence);
            else expect(page.text()).not.to.contain(sentence);
          }
          if (says !== undefined && code === 'backend-error') expect(page.find('[aria-live=assertive]').textContent).to.contain(says);
          const [failed] = page.events.filter(({ type }) => type === 'failed') as CustomEvent<{ restored?: boolean }>[];
          expect(failed?.detail.restored).to.equal(restored);
        });
      }
    }

    it("shows the host's explanation, and that the credential before it was removed", async () => {
      const page = await mount({ connector: { authType: 'ApiKey', authenticated: true } });
      await page.press('Reconnect');
      await page.type('#credential-key', 'hush-1');
      page.backend.errors.save = rejection('Keys of <b>trial</b> plans do not work.');
      page.backend.connector = { ...page.backend.connector, authenticated: false };
      await page.press('Reconnect');
      await page.reached('failed');
      expect(page.text())
        .to.contain('Keys of <b>trial</b> plans do not work.')
        .and.to.contain('What was saved before was removed too, so Capsule is no longer connected.')
        .and.not.to.contain('For a developer');
      expect(page.labels()).to.deep.equal([connect]);
      expect(JSON.stringify(page.events.map(({ detail }: CustomEvent<unknown>) => detail))).not.to.contain('hush');
    });
  });

  it('shows that a save takes long, and then that it takes longer than usual', async () => {
    const page = await mount({ connector: { authType: 'ApiKey' } });
    const real = window.setTimeout.bind(window);
    window.setTimeout = ((run: () => void, delay = 0) => real(run, delay / 40)) as typeof setTimeout;
    page.backend.hold();
    await page.type('#credential-key', 'k');
    await page.press(connect);
    window.setTimeout = real as typeof setTimeout;
    const status = page.find('[role=status]');
    expect(status.textContent).to.equal('');
    const spoken: string[] = [];
    // On a busy machine both states may have passed before the test reads the first.
    new MutationObserver(() => spoken.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
    await waitUntil(() => spoken.length > 1, 'not said again');
    expect(spoken[0]).to.equal('Checking…');
    expect(spoken[1]).to.contain('This is taking longer');
    expect(page.text()).to.contain('This is taking longer than usual.');
  });
});
