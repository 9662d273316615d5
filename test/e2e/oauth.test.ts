import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { allow, closed, giveName, password } from './sign-in-window.ts';
import { useBrowser } from './support.ts';

describe('Signing in at a provider', { concurrency: 4 }, () => {
  const test = useBrowser();

  test('Allow ends in connected, confirmed by the server, with the window closed', async ({ signIn, card, hide }) => {
    hide(password);
    await signIn();
    const opened = await card('Capsule').open('Connect Capsule');
    await allow(opened);
    const { type, detail } = await card('Capsule').ending();
    assert.deepEqual([type, detail['proof'], detail['late'], detail['authType']], ['connected', 'authenticated', false, 'OAuth2']);
    await closed(opened);
    await card('Capsule').reach('connected');
  });

  test('a wrong password can be corrected in the same window', async ({ signIn, card, hide }) => {
    hide(password);
    await signIn();
    const opened = await card('Capsule').open();
    await giveName(opened, 'wrong');
    await opened.getByRole('alert').waitFor();
    await allow(opened);
    assert.equal(await card('Capsule').outcome(), 'connected authenticated');
  });

  for (const button of ['Deny', 'Cancel'] as const) {
    test(`${button} at the provider never connects: closing the window ends it as cancelled`, async ({
      signIn,
      card,
      leave,
      comeBack,
      set,
    }) => {
      await set({ postsOnRefusal: 'nothing' });
      await signIn();
      const capsule = card('Capsule');
      const opened = await capsule.open();
      await leave();
      if (button === 'Deny') await giveName(opened);
      await opened.getByRole('button', { name: button }).click();
      await opened.getByRole('heading', { name: 'The connection was not made' }).waitFor();
      await opened.close();
      await comeBack();
      assert.equal(await capsule.outcome(), 'failed cancelled');
      assert.equal(capsule.heard('connected').length, 0);
    });
  }

  test('a refusal that is passed on to the page ends as not authenticated', async ({ signIn, card, set }) => {
    await set({ postsOnRefusal: 'redirect' });
    await signIn();
    const opened = await card('Capsule').open();
    await giveName(opened);
    await opened.getByRole('button', { name: 'Deny' }).click({ noWaitAfter: true });
    await card('Capsule').reach('confirming');
    assert.equal(await card('Capsule').outcome(), 'failed not-authenticated');
  });

  test('closing the window ends in cancelled only when the person is back', async ({ signIn, card, leave, comeBack }) => {
    await signIn();
    const capsule = card('Capsule');
    const opened = await capsule.open();
    await leave();
    await opened.close();
    await pause(3_000);
    await capsule.reach('authorizing');
    await comeBack();
    assert.equal(await capsule.outcome(), 'failed cancelled');
  });

  test('an expired sign-in token shows Cyclr’s refusal, and the next attempt works', async ({ signIn, card, set, leave, comeBack }) => {
    await set({ tokenExpired: true });
    await signIn();
    const capsule = card('Capsule');
    const refused = await capsule.open();
    await refused.getByRole('heading', { name: 'Forbidden' }).waitFor();
    await leave();
    await refused.close();
    await comeBack();
    assert.equal(await capsule.outcome(), 'failed cancelled');
    await set({ tokenExpired: false });
    await allow(await capsule.open('Try again'));
    assert.equal(await capsule.outcome(), 'connected authenticated');
  });

  for (const switches of [{ providerCoop: 'same-origin' }, { cyclrCoop: 'same-origin' }] as const) {
    test(`a window cut off from the page still connects: ${JSON.stringify(switches)}`, async ({ signIn, card, set }) => {
      await set(switches);
      await signIn();
      await allow(await card('Capsule').open());
      assert.equal(await card('Capsule').outcome(), 'connected authenticated');
    });
  }

  test('a sign-in finished after Cancel is reported as a late connection', async ({ signIn, card, set }) => {
    await set({ providerCoop: 'same-origin' });
    await signIn();
    const capsule = card('Capsule');
    const opened = await capsule.open();
    await giveName(opened);
    await capsule.button('Cancel').click();
    assert.equal(await capsule.outcome(), 'failed cancelled');
    await opened.getByRole('button', { name: 'Allow' }).click({ noWaitAfter: true });
    const { type, detail } = await capsule.ending();
    assert.deepEqual([type, detail['late']], ['connected', true]);
  });

  test('if Cyclr posts no message, the server’s answer connects', async ({ signIn, card, set }) => {
    await set({ silent: true });
    await signIn();
    const opened = await card('Capsule').open();
    await allow(opened);
    assert.equal(await card('Capsule').outcome(), 'connected authenticated');
    await closed(opened);
  });

  test('if Cyclr authenticates late, confirming waits for it', async ({ signIn, card, set }) => {
    await set({ authenticatedLag: 3_000 });
    await signIn();
    await allow(await card('Capsule').open());
    await card('Capsule').reach('confirming');
    assert.equal(await card('Capsule').outcome(), 'connected authenticated');
  });

  test('a blocked window is offered as a link that leads to connected', async ({ signIn, card, page }) => {
    await page.addInitScript(() => {
      window.open = () => null;
    });
    await signIn();
    const capsule = card('Capsule');
    await capsule.button('Connect Capsule').click();
    const link = capsule.element.getByRole('link', { name: 'Open Capsule sign-in' });
    await link.waitFor();
    assert.equal(await link.getAttribute('target'), '_blank');
    await allow(await capsule.open());
    assert.equal(await capsule.outcome(), 'connected authenticated');
  });

  test('a blocked window that is given up is popup-blocked', async ({ signIn, card, page }) => {
    await page.addInitScript(() => {
      window.open = () => null;
    });
    await signIn();
    await card('Capsule').button('Connect Capsule').click();
    await card('Capsule').button('Cancel').click();
    assert.equal(await card('Capsule').outcome(), 'failed popup-blocked');
  });

  test('a page reloaded on the way takes the attempt up again', async ({ signIn, card, page }) => {
    await signIn();
    const capsule = card('Capsule');
    const opened = await capsule.open();
    await giveName(opened);
    await capsule.reach('authorizing');
    await page.reload();
    await capsule.reach('authorizing');
    await opened.getByRole('button', { name: 'Allow' }).click({ noWaitAfter: true });
    assert.equal(await capsule.outcome(), 'connected authenticated');
  });

  test('a newer sign-in on the page supersedes the older one', async ({ signIn, card }) => {
    await signIn();
    const older = await card('Capsule').open();
    const newer = await card('Mailchimp').open();
    assert.equal(await card('Capsule').outcome(), 'failed superseded');
    await closed(older);
    await allow(newer);
    assert.equal(await card('Mailchimp').outcome(), 'connected authenticated');
  });

  test('a re-connection is not connected before the sign-in comes back', async ({ signIn, card, preset }) => {
    await preset('1002', { authenticated: true });
    await signIn();
    const capsule = card('Capsule');
    const opened = await capsule.open('Reconnect');
    await pause(4_500);
    assert.equal(capsule.heard('connected').length, 0);
    await capsule.reach('authorizing');
    await allow(opened);
    assert.equal(await capsule.outcome(), 'connected authenticated');
  });

  test('disconnecting asks first', async ({ signIn, card, preset, stored }) => {
    await preset('1002', { authenticated: true });
    await signIn();
    const capsule = card('Capsule');
    await capsule.button('Disconnect').click();
    await capsule.button('Cancel').click();
    await capsule.reach('connected');
    assert.equal(stored('1002').authValue, 'preset');
    await capsule.button('Disconnect').click();
    await capsule.reach('disconnecting');
    await capsule.button('Disconnect').click();
    await capsule.reach('ready');
    assert.equal(stored('1002').authValue, null);
  });

  test('the name of the store is saved before the provider is reached, which shows it', async ({ signIn, card, log, demo }) => {
    await signIn();
    const store = card('3DCart');
    await store.fill({ 'Store URL': 'harbour.3dcartstores.com' });
    const opened = await store.open('Connect 3DCart');
    await giveName(opened);
    assert.equal(await opened.textContent('#place'), 'harbour.3dcartstores.com');
    const entries = await log();
    const saved = entries.findIndex(({ method, path }) => method === 'POST' && path === '/v1.0/account/connectors/1001/properties');
    const reached = entries.findIndex(({ host }) => host === new URL(demo.sandbox.origins.provider).host);
    assert.ok(saved >= 0 && saved < reached, `saved at ${saved}, reached at ${reached}`);
    await opened.getByRole('button', { name: 'Allow' }).click({ noWaitAfter: true });
    assert.equal(await store.outcome(), 'connected authenticated');
  });

  test('a window that waits for a save says so, and is then sent on', async ({ signIn, card, set }) => {
    await signIn();
    const store = card('3DCart');
    await store.fill({ 'Store URL': 'harbour.3dcartstores.com' });
    await set({ slow: 1_500 });
    const opened = await store.open('Connect 3DCart');
    await opened.getByText('Opening 3DCart…').waitFor();
    assert.equal(await opened.title(), 'Opening 3DCart…');
    await set({ slow: 0 });
    await giveName(opened);
    await opened.getByRole('button', { name: 'Allow' }).click({ noWaitAfter: true });
    assert.equal(await store.outcome(), 'connected authenticated');
  });

  const ownClients = [
    {
      what: 'key',
      values: { 'Consumer key': 'nobody', 'Consumer secret': 'first-connect-secret' },
      says: 'This app cannot sign you in',
      signsIn: false,
    },
    {
      what: 'secret',
      values: { 'Consumer key': 'first-connect-client', 'Consumer secret': 'not-their-secret' },
      says: 'The connection was not made',
      signsIn: true,
    },
  ];
  for (const { what, values, says, signsIn } of ownClients) {
    test(`a wrong consumer ${what} never connects`, async ({ signIn, card, leave, comeBack, hide, set }) => {
      await set({ postsOnRefusal: 'nothing' });
      hide(values['Consumer secret']);
      await signIn();
      const own = card('1st Connect');
      await own.fill(values);
      const opened = await own.open();
      await leave();
      if (signsIn) await allow(opened);
      await opened.getByRole('heading', { name: says }).waitFor();
      await opened.close();
      await comeBack();
      assert.equal(await own.outcome(), 'failed cancelled');
    });
  }

  test('a password sign-in that Cyclr makes itself shows its refusal in the window', async ({
    signIn,
    card,
    leave,
    comeBack,
    hide,
    set,
  }) => {
    await set({ postsOnRefusal: 'nothing' });
    hide('wrong-password');
    await signIn();
    const sugar = card('SugarCRM');
    await sugar.fill({ Domain: 'acme.sugarondemand.com', Username: 'ada', Password: 'wrong-password' });
    const opened = await sugar.open();
    await leave();
    await opened.getByText('The username or the password is not right.').waitFor();
    await opened.close();
    await comeBack();
    assert.equal(await sugar.outcome(), 'failed cancelled');
  });

  test('what the provider refuses with is shown in its window, not in the page', async ({ signIn, card, set, page }) => {
    await set({ providerRefuses: true, postsOnRefusal: 'nothing' });
    await signIn();
    const opened = await card('Capsule').open();
    await opened.getByText('The administrator does not allow this app').waitFor();
    assert.equal(await page.getByText('The administrator does not allow this app').count(), 0);
    await card('Capsule').button('Cancel').click();
    assert.equal(await card('Capsule').outcome(), 'failed cancelled');
    await closed(opened);
  });
});
