import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { allow, closed } from './sign-in-window.ts';
import { type Scene, until, useBrowser } from './support.ts';

/** Takes a connector out of the account, so that it must be installed again. */
const remove = async ({ api }: Scene, name: string): Promise<void> => {
  const all = (await api('GET', '/v1.0/account/connectors?pageSize=250')) as { Id: number; Name: string }[];
  const found = all.find(({ Name }) => Name === name);
  assert.ok(found, `${name} is in the account`);
  await api('DELETE', `/v1.0/account/connectors/${found.Id}`);
};
const count = async ({ api }: Scene, name: string): Promise<number> => {
  const all = (await api('GET', '/v1.0/account/connectors?pageSize=250')) as { Connector: { Name: string } }[];
  return all.filter(({ Connector }) => Connector.Name === name).length;
};

describe('Installs, methods, attention and isolated windows', { concurrency: 2 }, () => {
  const test = useBrowser();

  test('a connector is installed by its name and signed in to with one click', async (scene) => {
    await scene.signIn();
    const hubspot = await scene.addNamed('HubSpot');
    await allow(await hubspot.open('Connect HubSpot'));
    assert.equal(await hubspot.outcome(), 'connected authenticated');
    assert.equal(hubspot.heard('installed').length, 1);
    assert.equal(await count(scene, 'HubSpot'), 1);
  });

  test('Squareup is signed in to by the method that was chosen', async (scene) => {
    await scene.signIn();
    const square = await scene.addNamed('Squareup');
    await square.element.getByText('OAuth 2.0', { exact: true }).click();
    await allow(await square.open('Connect Squareup'));
    assert.equal(await square.outcome(), 'connected authenticated');
  });

  test('Squareup takes a key by the other method, by keyboard alone', async (scene) => {
    scene.hide('sq-5b1c77');
    await scene.signIn();
    const square = await scene.addNamed('Squareup');
    await square.element.getByRole('radio').first().focus();
    await scene.page.keyboard.press('ArrowDown');
    await scene.page.keyboard.press('Tab');
    await scene.page.keyboard.type('sq-5b1c77');
    await scene.page.keyboard.press('Enter');
    assert.match(await square.outcome(), /^connected (authenticated|tested)$/);
    assert.equal(scene.context.pages().length, 1);
  });

  test('Connect without a choice asks for one, and installs nothing', async (scene) => {
    await scene.signIn();
    const square = await scene.addNamed('Squareup');
    await square.button('Connect Squareup').click();
    await square.element.getByText('Choose how to connect.').waitFor();
    assert.equal(await count(scene, 'Squareup'), 0);
  });

  test('Zendesk is connected by its three methods: an API token', async (scene) => {
    scene.hide('zd-99aa12');
    await scene.signIn();
    await remove(scene, 'Zendesk');
    const zendesk = await scene.addNamed('Zendesk');
    await zendesk.element.getByRole('radio', { name: 'API token' }).check();
    await zendesk.fill({ Subdomain: 'harbour', Email: 'ada@example.com/token', 'API token': 'zd-99aa12' });
    await zendesk.button('Connect Zendesk').click();
    assert.match(await zendesk.outcome(), /^connected (authenticated|tested)$/);
  });

  test('Zendesk is connected by its three methods: a sign-in with a field', async (scene) => {
    await scene.signIn();
    await remove(scene, 'Zendesk');
    const zendesk = await scene.addNamed('Zendesk');
    await zendesk.element.getByText('OAuth 2.0', { exact: true }).click();
    await zendesk.fill({ Subdomain: 'harbour' });
    await allow(await zendesk.open('Connect Zendesk'));
    assert.equal(await zendesk.outcome(), 'connected authenticated');
  });

  test('Zendesk is connected by its three methods: a password', async (scene) => {
    scene.hide('zd-pass-31');
    await scene.signIn();
    await remove(scene, 'Zendesk');
    const zendesk = await scene.addNamed('Zendesk');
    await zendesk.element.getByRole('radio', { name: 'Password' }).check();
    // This partner calls the field of both methods the same.
    await zendesk.fill({ Subdomain: 'harbour', Email: 'ada@example.com', 'API token': 'zd-pass-31' });
    await zendesk.button('Connect Zendesk').click();
    assert.match(await zendesk.outcome(), /^connected (authenticated|tested)$/);
    assert.equal(await count(scene, 'Zendesk'), 1);
  });

  test('a double click installs once', async (scene) => {
    await scene.signIn();
    const hubspot = await scene.addNamed('HubSpot');
    const opened = scene.context.waitForEvent('page');
    await hubspot.button('Connect HubSpot').dblclick();
    await allow(await opened);
    assert.equal(await hubspot.outcome(), 'connected authenticated');
    assert.equal(await count(scene, 'HubSpot'), 1);
    // The window closes itself shortly after the card is connected.
    await until('one page', () => scene.context.pages().length === 1 || undefined);
  });

  test('what may not be installed says so once', async (scene) => {
    await scene.signIn();
    const none = await scene.addNamed('No Such Thing');
    assert.equal(await none.outcome(), 'failed connector-not-found');
  });

  test('a connection that stopped working needs a new sign-in, which ends its attention', async (scene) => {
    await scene.signIn();
    const capsule = scene.card('Capsule');
    await allow(await capsule.open());
    assert.equal(await capsule.outcome(), 'connected authenticated');
    await scene.breakConnection((await capsule.element.getAttribute('connector-id')) ?? '');
    await capsule.element.evaluate((element) => (element as unknown as { check(): Promise<unknown> }).check());
    await until('the event', () => capsule.heard('attention')[0]);
    await capsule.element.getByText('Capsule needs you to sign in again.').first().waitFor();
    assert.equal(await capsule.element.evaluate((element) => element.matches(':state(attention)')), true);
    await allow(await capsule.open('Sign in again'));
    assert.equal(await capsule.outcome(), 'connected authenticated');
    assert.equal(await capsule.element.evaluate((element) => element.matches(':state(attention)')), false);
    assert.equal(capsule.heard('attention').length, 1);
  });

  test('an isolated window has no opener at the provider, and still connects', async (scene) => {
    await scene.signIn();
    const hubspot = await scene.addNamed('HubSpot', { isolate: true });
    const opened = await hubspot.open('Connect HubSpot');
    await opened.locator('input[name=login]').waitFor();
    assert.equal(await opened.evaluate(() => window.opener === null), true);
    assert.equal(await hubspot.button('Show window').count(), 0);
    await allow(opened);
    assert.equal(await hubspot.outcome(), 'connected authenticated');
    await closed(opened);
  });
});
