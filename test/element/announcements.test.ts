import { expect } from '@open-wc/testing';
import { ConnectError, type ErrorCode } from '../../src/protocol/errors.ts';
import { buildField } from '../support/fake-backend.ts';
import '../support/focus.ts';
import { hear, type Heard } from '../support/heard.ts';
import { mount, type Mounted, unmount } from '../support/mount.ts';
import { pause } from '../support/pause.ts';
import { waitUntil } from '../support/wait-until.ts';

const key = { authType: 'ApiKey', name: 'Pipedrive' };

const frames = [
  { what: 'a card', options: {}, opens: undefined, manages: undefined },
  { what: 'a row', options: { look: 'compact' }, opens: 'Connect', manages: 'Manage' },
  { what: 'a button with a dialog', options: { look: 'button' }, opens: 'Connect Pipedrive', manages: 'Pipedrive' },
  { what: 'a card with a dialog', options: { panel: 'dialog' }, opens: 'Connect', manages: 'Manage' },
  { what: 'a row with a dialog', options: { look: 'compact', panel: 'dialog' }, opens: 'Connect', manages: 'Manage' },
] as const;

/** Presses a button as by keyboard: the button has the focus first. A dialog opens and takes the focus a little later. */
const press = async (page: Mounted, button: HTMLElement): Promise<void> => {
  button.focus();
  button.click();
  await settled(page);
};

const settled = async (page: Mounted): Promise<void> => {
  await page.element.updateComplete;
  await pause(5);
  await page.element.updateComplete;
};

const open = (page: Mounted, label: string | undefined): Promise<void> =>
  label === undefined ? Promise.resolve() : press(page, page.button(label));

const listen = (page: Mounted): Heard => hear(page.element.shadowRoot!);

describe('a screen reader says each sentence once', () => {
  afterEach(unmount);

  for (const { what, options, opens, manages } of frames) {
    it(`in ${what}: empty, refused, corrected, connected, disconnected`, async () => {
      const page = await mount({ connector: key, ...options });
      const heard = listen(page);
      await open(page, opens);
      const submit = (): Promise<void> => press(page, page.find('[type=submit]'));
      await submit();
      page.backend.errors.save = new ConnectError('credentials-rejected', 'No.');
      await page.type('#credential-key', 'wrong');
      await submit();
      await page.reached('failed');
      await settled(page);
      page.backend.errors = {};
      await page.type('#credential-key', 'right');
      await submit();
      await page.reached('connected');
      await settled(page);
      await open(page, manages);
      await press(page, page.button('Disconnect'));
      await press(page, page.find('.danger-button, [part~=danger-button]'));
      await page.reached('ready');
      await settled(page);
      expect(heard.sentences()).to.deep.equal([
        'Enter API key.',
        "Pipedrive didn't accept this key. Check it and try again.",
        'Pipedrive is connected.',
        'Disconnect Pipedrive? Integrations that use it will stop, and the details you entered are deleted.',
        'Disconnecting Pipedrive…',
        'Not connected',
      ]);
    });

    it(`in ${what}: a sign-in stopped, and one that succeeds`, async () => {
      const page = await mount(options);
      const heard = listen(page);
      const connect = (): Promise<void> => press(page, page.find('[part~=primary-button]:not(dialog *), [part~=primary-button]'));
      await connect();
      await page.reached('authorizing');
      await press(page, page.button('Cancel'));
      await page.reached('failed');
      await settled(page);
      void page.element.connect();
      await page.reached('authorizing');
      await settled(page);
      await page.finish();
      await settled(page);
      expect(heard.sentences()).to.deep.equal([
        'Finish signing in to Capsule in the window that opened.',
        "Canceled. Capsule isn't connected.",
        'Finish signing in to Capsule in the window that opened.',
        'Capsule is connected.',
      ]);
    });
  }

  const refusal = new ConnectError('credentials-rejected', 'No.');
  const invalid = new ConnectError('invalid-request', 'No.', { fields: { Url: 'This shop is closed.' } });
  const shop = { ...key, fields: [buildField({ required: false })] };
  const pair = { authType: 'Basic', name: 'Pipedrive' };
  const problems: [what: string, connector: object, typed: Record<string, string>, refuses: ConnectError | undefined, says: string][] = [
    ["the form's own problem", key, {}, undefined, 'Enter API key.'],
    ['several problems', { ...key, fields: [buildField()] }, {}, undefined, 'Check these 2 fields and try again.'],
    ['a refused key', key, { '#credential-key': 'k' }, refusal, "Pipedrive didn't accept this key. Check it and try again."],
    [
      'a refused pair',
      pair,
      { '#credential-username': 'ada', '#credential-password': 'p' },
      refusal,
      "Pipedrive didn't accept this username and password. Check them and try again.",
    ],
    ["the server's problem", shop, { '#property-Url': 'acme', '#credential-key': 'k' }, invalid, 'This shop is closed.'],
  ];
  for (const [what, connector, typed, refuses, says] of problems) {
    for (const { what: frame, options, opens } of frames) {
      for (const by of ['Enter in the field', 'the button']) {
        it(`${what}, by ${by}, in ${frame}`, async () => {
          const page = await mount({ connector, ...options });
          await open(page, opens);
          for (const [selector, value] of Object.entries(typed)) await page.type(selector, value);
          const submit = page.find<HTMLButtonElement>('[type=submit]');
          (by === 'the button' ? submit : page.find('form input')).focus();
          await settled(page);
          const heard = listen(page);
          if (refuses !== undefined) page.backend.errors.save = refuses;
          // What Enter in a field does too.
          submit.click();
          await settled(page);
          if (refuses !== undefined) await waitUntil(() => page.element.state.status !== 'saving', 'still saving');
          await settled(page);
          expect(heard.sentences()).to.deep.equal([says]);
        });
      }
    }
  }

  it('the same problem, each time that Enter is pressed', async () => {
    const page = await mount({ connector: key });
    page.find('#credential-key').focus();
    const heard = listen(page);
    for (let time = 0; time < 2; time += 1) {
      page.find('[type=submit]').click();
      await settled(page);
    }
    expect(heard.sentences()).to.deep.equal(['Enter API key.', 'Enter API key.']);
  });

  it('when several fields are wrong, with the list of them', async () => {
    const page = await mount({ connector: { ...key, fields: [buildField()] } });
    const heard = listen(page);
    await press(page, page.find('[type=submit]'));
    expect(heard.sentences()).to.deep.equal(['Check these 2 fields and try again.']);
    page.backend.errors.save = new ConnectError('credentials-rejected', 'No.', { explanation: 'Trial keys do not work.' });
    await page.type('#property-Url', 'acme');
    await page.type('#credential-key', 'wrong');
    await press(page, page.find('[type=submit]'));
    await page.reached('failed');
    await settled(page);
    const [, refused, ...more] = heard.sentences();
    expect(refused).to.contain("Pipedrive didn't accept these details.").and.to.contain('Trial keys do not work.');
    expect(more).to.deep.equal([]);
  });

  it('when a note belongs to the field that takes the focus', async () => {
    const page = await mount({ connector: { authType: 'Basic' } });
    const heard = listen(page);
    await page.type('#credential-username', ' a:b ');
    await press(page, page.find('[type=submit]'));
    expect(
      heard
        .sentences()
        .join(' ')
        .match(/We removed the spaces/g),
    ).to.have.length(1);
  });

  it('a note, each time it is true', async () => {
    const page = await mount({ connector: { authType: 'Basic' } });
    const heard = listen(page);
    for (const typed of [' ada', ' bob']) {
      page.find('#credential-username').focus();
      await page.type('#credential-username', typed);
      page.find('#credential-password').focus();
      await settled(page);
    }
    const notes = heard.all.filter((utterance) => utterance === 'polite: We removed the spaces around it.');
    expect(notes).to.have.length(2);
  });

  it('a failure in a dialog, which is closed and opened again', async () => {
    const page = await mount({ connector: key, look: 'button' });
    const heard = listen(page);
    await press(page, page.button('Connect Pipedrive'));
    page.backend.errors.save = new ConnectError('backend-error', 'Down.');
    await page.type('#credential-key', 'k');
    await press(page, page.find('[type=submit]'));
    await page.reached('failed');
    await settled(page);
    page.find('.close').click();
    await waitUntil(() => !page.find<HTMLDialogElement>('dialog').open);
    page.find<HTMLElement>('[aria-haspopup=dialog]').click();
    await waitUntil(() => page.find<HTMLDialogElement>('dialog').open);
    await settled(page);
    expect(heard.sentences()).to.deep.equal(["We couldn't connect Pipedrive. Try again; if it keeps failing, contact support."]);
  });

  const tones: [code: ErrorCode, region: 'polite' | 'assertive', says: string][] = [
    ['backend-error', 'assertive', "We couldn't connect Pipedrive."],
    ['unverifiable', 'assertive', "We couldn't confirm that your details were saved."],
    ['misconfigured', 'polite', "Pipedrive isn't available yet."],
    ['offline', 'polite', "You're offline. Nothing was sent."],
    ['rate-limited', 'polite', 'Too many requests right now.'],
    ['forbidden', 'polite', "You don't have permission to connect Pipedrive."],
    ['not-signed-in', 'polite', "You've been signed out."],
  ];
  for (const [code, region, says] of tones) {
    it(`after ${code}, which is ${region}`, async () => {
      const page = await mount({ connector: key });
      const heard = listen(page);
      page.backend.errors.save = new ConnectError(code, 'No.');
      await page.type('#credential-key', 'k');
      await press(page, page.find('[type=submit]'));
      await page.reached('failed');
      await settled(page);
      const said = heard.all.filter((utterance) => utterance.includes(says));
      expect(said).to.have.length(1);
      expect(said[0]).to.match(new RegExp(`^${region}: `));
    });
  }
});
