import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { allow, closed } from './sign-in-window.ts';
import { type Scene, useBrowser } from './support.ts';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types lit-html";

/** A partner's page without our handler: it only holds a token that its server made. */
const visitTokenPage = async ({ context, page, demo, hide, set }: Scene, token: string): Promise<Page> => {
  // Without a server only a message that arrives settles the attempt.
  await set({ messageTo: 'opener', messageForm: 'exact' });
  hide(token);
  const escaped = token.replace(/[^\w]/g, (character) => `&#${character.charCodeAt(0)};`);
  const held = token === '' ? '' : ` token="${escaped}"`;
  await context.route(`${demo.origin}/token-page`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': policy },
      body: `<!doctype html><title>Token</title><link rel="icon" href="data:,"><script type="module" src="/cyclr-connect.js"></script>
<cyclr-connect service-domain="${demo.sandbox.origins.service}" connector-id="1002"${held}></cyclr-connect>`,
    }),
  );
  await page.goto(`${demo.origin}/token-page`);
  return page;
};

const mint = async ({ api }: Scene): Promise<string> => {
  const { Token } = (await api('POST', '/v1.0/accounts/acct-ada/signintoken', { Username: 'ada' })) as { Token: string };
  return Token;
};

describe('A page that holds a sign-in token', { concurrency: 4 }, () => {
  const test = useBrowser();

  test('connects by Cyclr’s message, and the token is good for one attempt', async (scene) => {
    const page = await visitTokenPage(scene, await mint(scene));
    const widget = scene.widget('1002');
    assert.equal(await page.locator('cyclr-connect').getAttribute('token'), null);
    const opened = await widget.open('Connect');
    await allow(opened);
    assert.equal(await widget.outcome(), 'connected message');
    await closed(opened);
    await widget.button('Reconnect').click();
    assert.equal(await widget.outcome(), 'failed token-missing');
  });

  test('an unknown token is refused in the window, and closing that ends in cancelled', async (scene) => {
    await visitTokenPage(scene, 'bm90IGEgdG9rZW4=+/==');
    const widget = scene.widget('1002');
    const opened = await widget.open();
    await opened.getByRole('heading', { name: 'Forbidden' }).waitFor();
    await scene.leave();
    await opened.close();
    await scene.comeBack();
    assert.equal(await widget.outcome(), 'failed cancelled');
  });

  test('a token that was used before is refused in the window', async (scene) => {
    const token = await mint(scene);
    const page = await visitTokenPage(scene, token);
    const widget = scene.widget('1002');
    await allow(await widget.open());
    assert.equal(await widget.outcome(), 'connected message');
    await page.reload();
    const opened = await widget.open('Connect');
    await opened.getByRole('heading', { name: 'Forbidden' }).waitFor();
    await widget.button('Cancel').click();
    assert.equal(await widget.outcome(), 'failed cancelled');
  });

  test('getToken is asked at each click', async (scene) => {
    const page = await visitTokenPage(scene, '');
    await scene.context.exposeFunction('mintToken', async () => {
      const token = await mint(scene);
      scene.hide(token);
      return token;
    });
    await page.evaluate("document.querySelector('cyclr-connect').getToken = async () => ({ token: await mintToken() })");
    const widget = scene.widget('1002');
    await allow(await widget.open('Connect'));
    assert.equal(await widget.outcome(), 'connected message');
    await allow(await widget.open('Reconnect'));
    assert.equal(await widget.outcome(), 'connected message');
  });

  test('a message posted to another origin never arrives', async (scene) => {
    await scene.set({ wrongTargetOrigin: true, closesItself: false });
    await visitTokenPage(scene, await mint(scene));
    const widget = scene.widget('1002');
    const opened = await widget.open();
    await allow(opened);
    await opened.getByText('Capsule is connected').waitFor();
    await scene.leave();
    await opened.close();
    await scene.comeBack();
    assert.equal(await widget.outcome(), 'failed cancelled');
  });

  test('a message that the page itself or a frame posts is ignored', async (scene) => {
    const page = await visitTokenPage(scene, await mint(scene));
    const widget = scene.widget('1002');
    const opened = await widget.open();
    await page.evaluate(() => {
      for (const key of Object.keys(sessionStorage)) {
        const { attempt } = JSON.parse(sessionStorage.getItem(key) ?? '{}') as { attempt?: string };
        window.postMessage(`cyclr-connect:${attempt ?? ''}`, location.origin);
        window.postMessage({ v: 1, attempt }, location.origin);
      }
    });
    await widget.reach('authorizing');
    await allow(opened);
    assert.equal(await widget.outcome(), 'connected message');
  });
});
