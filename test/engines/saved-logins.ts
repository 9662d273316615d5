import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import type { LogEntry } from '../../demo/sandbox/request-log.ts';
import type { Tab } from './engine.ts';
import { type PasswordBrowser, type PasswordBrowserName, startPasswordBrowser } from './password-browser.ts';
import { type Scene, setStage, type Stage } from './stage.ts';
import { isRequired, whyMissing } from './start-engine.ts';
import { until } from './wait.ts';

const saved = { username: 'ada@partner.example', password: 'of-the-partners-site' };
const typed = 'typed-by-hand-7';

const hidden = { hidden: true };

/** Every kind of form of ours that a browser might take for a login, by connector, and how the host changes it. */
const forms: readonly [what: string, id: string, fields?: object][] = [
  ['an API key', '1003'],
  ['a key below an address', '1008'],
  ['a user name and a password', '1009'],
  ['a secret user name alone', '1011'],
  ['settings with two passwords', '1016'],
  ['settings with a private key and a passphrase', '1017'],
  ['a user name alone', '1009', { Subdomain: hidden, password: hidden }],
  ['a setting alone that is called a user name', '1017', { Host: hidden, Port: hidden, PrivateKey: hidden, Passphrase: hidden }],
];

/** Draws a card that the page itself makes. */
const draw = (page: Tab, connectorId: string, fields: object): Promise<unknown> =>
  page.read(`(() => {
    const card = document.createElement('cyclr-connect');
    Object.assign(card, ${JSON.stringify({ endpoint: '/cyclr-connect', connectorId, fields })});
    document.body.append(card);
  })()`);

/** As long as a browser may take to fill in a form; the partner's own login is filled well within it. */
const enoughToFill = 700;

const controls = `[...(document.querySelector('cyclr-connect')?.shadowRoot ?? document).querySelectorAll('form input, form textarea')]`;

/** What a page's scripts can read in each control, and whether the browser says that it has filled it. */
const readForm = async (page: Tab): Promise<{ values: string[]; filled: number }> => ({
  values: JSON.parse(String(await page.read(`JSON.stringify(${controls}.map(({ value }) => value))`))) as string[],
  filled: Number(await page.read(`${controls}.filter((control) => control.matches(':autofill')).length`)),
});

/** Chromium lets a page read what it has filled only after the person has touched the page. */
const touch = async (page: Tab): Promise<void> => {
  await page.read(`(() => {
    const ground = document.createElement('p');
    ground.className = 'ground';
    ground.textContent = 'Ground';
    document.body.append(ground);
  })()`);
  await page.press('p.ground');
};

const isWrite = ({ method, path }: LogEntry): boolean => method !== 'GET' && path.includes('/account/connectors/');

/** Types into every control, one after the other, and sends it. */
const connectByHand = async ({ page }: Scene, id: string): Promise<void> => {
  const ids = JSON.parse(String(await page.read(`JSON.stringify(${controls}.map(({ id }) => id))`))) as string[];
  for (const control of ids) await page.type(`cyclr-connect >>> #${control}`, /Port$/.test(control) ? '22' : typed);
  await page.press(`cyclr-connect[connector-id="${id}"] >>> button.primary`);
};

/** A login that the person saved for the partner's site stays out of our forms, and what is typed there stays out of the browser. */
export const testSavedLogins = (name: PasswordBrowserName): void => {
  const missing = whyMissing(name);
  describe(`${name} with a saved login of the partner's site`, { skip: missing !== undefined && !isRequired(name) && missing }, () => {
    let stage: Stage;
    let browser: PasswordBrowser;
    /** In a browser that has the login: a new one is started in place of one that broke. */
    let prepared: PasswordBrowser | undefined;
    const play: Stage['play'] = (act) =>
      stage.play(async (scene) => {
        if (prepared !== browser) await browser.passwords.save(scene.origin, saved.username, saved.password);
        prepared = browser;
        await act(scene);
      });

    before(async () => {
      stage = await setStage(async () => (browser = await startPasswordBrowser(name)));
    });
    after(() => stage.end());

    test('fills the login of the site itself, and offers to save another one', () =>
      play(async ({ origin, page }) => {
        await page.go(`${origin}/login`);
        await touch(page);
        await until('the login to be filled', async () => {
          const { values } = await readForm(page);
          return values.join() === `${saved.username},${saved.password}` || undefined;
        });
        const before = await browser.passwords.countOffers();
        await page.read(`${controls}.forEach((control) => { control.value = ''; })`);
        await page.type('input[name=email]', 'ben@partner.example');
        await page.type('input[name=password]', typed);
        await page.press('button');
        await until('the offer to save', async () => (await browser.passwords.countOffers()) > before || undefined);
      }));

    test('fills our form if the host sets autocomplete', () =>
      play(async ({ visit, page }) => {
        await visit({ widgets: [] });
        await draw(page, '1009', {
          Subdomain: hidden,
          username: { autocomplete: 'username' },
          password: { autocomplete: 'current-password' },
        });
        await until('the form', async () => (await readForm(page)).values.length === 2 || undefined);
        await touch(page);
        await until('the form to be filled', async () => {
          const { values } = await readForm(page);
          return values.join() === `${saved.username},${saved.password}` || undefined;
        });
      }));

    for (const [what, id, fields] of forms) {
      test(`leaves a form alone that asks for ${what}`, () =>
        play(async (scene) => {
          const { page, visit, reached, reports, log } = scene;
          await visit({ widgets: fields === undefined ? [id] : [] });
          if (fields !== undefined) await draw(page, id, fields);
          await reached('ready', id);
          await touch(page);
          await pause(enoughToFill);
          const { values, filled } = await readForm(page);
          assert.ok(values.length > 0);
          assert.deepEqual([values.join(''), filled], ['', 0]);
          await page.press('cyclr-connect >>> button.primary');
          await until('what is missing to be said', async () =>
            (await page.read(`document.querySelector('cyclr-connect').shadowRoot.querySelector('[aria-invalid=true]') !== null`)) === true
              ? true
              : undefined,
          );
          assert.equal(
            reports().some(({ detail }) => detail['status'] === 'saving'),
            false,
          );
          assert.deepEqual((await log()).filter(isWrite), []);
        }));

      // With half of its fields the account would not be connected.
      if (fields !== undefined) continue;
      test(`offers to save nothing of ${what}`, () =>
        play(async (scene) => {
          const { page, visit, reached, ending, log, origin } = scene;
          await visit({ widgets: [id] });
          await reached('ready', id);
          const before = await browser.passwords.countOffers();
          await connectByHand(scene, id);
          const end = await ending(id);
          assert.equal(end.type, 'connected', JSON.stringify(end.detail));
          assert.notDeepEqual((await log()).filter(isWrite), []);
          await pause(enoughToFill);
          // The page that comes next is where browsers offer what was typed before.
          await page.go(`${origin}/sign-in`);
          await pause(enoughToFill);
          assert.equal(await browser.passwords.countOffers(), before);
        }));
    }
  });
};
