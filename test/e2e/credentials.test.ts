import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { until, useBrowser } from './support.ts';

describe('Typing a credential', { concurrency: 4 }, () => {
  const test = useBrowser();

  test('a key that the third party refuses is kept to be corrected', async ({ signIn, card, hide, stored }) => {
    hide('wrong-key-41', 'right-key-42');
    await signIn();
    const pipedrive = card('Pipedrive');
    await pipedrive.fill({ 'API key': 'wrong-key-41' });
    await pipedrive.button('Connect Pipedrive').click();
    assert.equal(await pipedrive.outcome(), 'failed credentials-rejected');
    assert.equal(await pipedrive.element.getByLabel('API key', { exact: true }).inputValue(), 'wrong-key-41');
    await pipedrive.element.getByText("Pipedrive didn't accept this key.").first().waitFor();
    await pipedrive.fill({ 'API key': 'right-key-42' });
    await pipedrive.button('Connect Pipedrive').click();
    assert.equal(await pipedrive.outcome(), 'connected tested');
    assert.equal(stored('1003').authValue, 'right-key-42');
  });

  test('a field left empty is asked for, and nothing is sent', async ({ signIn, card, log }) => {
    await signIn();
    const jira = card('Jira');
    await jira.fill({ Email: 'ada@example.com' });
    await jira.button('Connect Jira').click();
    await jira.element.getByRole('group', { name: 'Check these 2 fields and try again.' }).waitFor();
    await jira.element.getByRole('link', { name: 'Enter API token.' }).click();
    await until(
      'the focus',
      async () => (await jira.element.getByLabel('API token', { exact: true }).evaluate((node) => node.matches(':focus'))) || undefined,
    );
    assert.equal((await log()).filter(({ method, path }) => method !== 'GET' && path !== '/oauth/token').length, 0);
    assert.equal(jira.heard('failed').length, 0);
  });

  const pairs = [
    {
      what: 'letters beyond ASCII',
      name: 'Jira',
      id: '1010',
      address: { 'Jira address': 'https://harbour.atlassian.net' },
      user: ['Email', 'ådå@example.com'],
      secret: ['API token', 'pässwörd-日本-🔑'],
    },
    { what: 'an empty password', name: 'Follow Up Boss', id: '1011', address: {}, user: ['API key', 'fka-0d5e7a11'], secret: undefined },
    {
      what: 'a password with a colon and a plus',
      name: 'Jira',
      id: '1010',
      address: { 'Jira address': 'https://harbour.atlassian.net' },
      user: ['Email', 'ada@example.com'],
      secret: ['API token', 'a:b+c d%20:é'],
    },
  ] as const;
  for (const { what, name, id, address, user, secret } of pairs) {
    test(`${what} reaches Cyclr as user name and password in UTF-8 base64`, async ({ signIn, card, hide, stored }) => {
      const password = secret?.[1] ?? '';
      hide(password);
      await signIn();
      const own = card(name);
      await own.fill({ ...address, [user[0]]: user[1], ...(secret && { [secret[0]]: password }) });
      await own.button(`Connect ${name}`).click();
      assert.equal(await own.outcome(), 'connected tested');
      assert.equal(stored(id).authValue, Buffer.from(`${user[1]}:${password}`, 'utf8').toString('base64'));
    });
  }

  test('a saved credential is changed by typing a new one, and is never shown', async ({ signIn, card, hide, stored, page }) => {
    hide('pg-elephant-5');
    await signIn();
    const database = card('PostgreSQL');
    await database.fill({ Host: 'db.example.com', Database: 'crm', Username: 'ada', Password: 'pg-elephant-5', 'SSL mode': 'require' });
    await database.button('Connect PostgreSQL').click();
    await database.ending();
    await page.reload();
    await database.button('Reconnect').or(database.button('Save changes')).first().click();
    assert.equal(await database.element.getByLabel('Host', { exact: true }).inputValue(), 'db.example.com');
    assert.equal(await database.element.getByLabel('Password', { exact: true }).inputValue(), '');
    await database.fill({ Host: 'db2.example.com' });
    await database.element.locator('button[type=submit]').click();
    await database.ending();
    const { properties } = stored('1018');
    assert.deepEqual([properties['Host'], properties['Password']], ['db2.example.com', 'pg-elephant-5']);
  });

  const pem = '-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0LWxpbmU=\n-----END OPENSSH PRIVATE KEY-----\n';
  for (const [what, pasted] of [
    ['LF', pem],
    ['CRLF', pem.replaceAll('\n', '\r\n')],
  ] as const) {
    test(`a private key pasted with ${what} reaches Cyclr line by line, its last line end included`, async ({
      signIn,
      card,
      hide,
      stored,
      page,
    }) => {
      hide(pem);
      await signIn();
      const sftp = card('SFTP');
      await sftp.fill({ Host: 'sftp.example.com', Username: 'ada' });
      await sftp.element.getByLabel('Private key', { exact: true }).focus();
      // What a paste does, without a clipboard.
      await page.keyboard.insertText(pasted);
      await sftp.button('Connect SFTP').click();
      assert.equal(await sftp.outcome(), 'connected tested');
      assert.equal(stored('1017').properties['PrivateKey'], pem);
    });
  }

  test('settings that are refused leave nothing behind, and what is corrected connects', async ({ signIn, card, hide, stored, page }) => {
    hide('wrong-elephant', 'pg-elephant-5');
    await signIn();
    const database = card('PostgreSQL');
    const values = { Host: 'db.example.com', Database: 'crm', Username: 'ada', Password: 'wrong-elephant', 'SSL mode': 'require' };
    await database.fill(values);
    await database.button('Connect PostgreSQL').click();
    assert.equal(await database.outcome(), 'failed credentials-rejected');
    await database.element.getByRole('group', { name: "PostgreSQL didn't accept these details. Check them and try again." }).waitFor();
    assert.deepEqual(stored('1018').properties, {});
    assert.equal(await database.element.getByLabel('Password', { exact: true }).inputValue(), 'wrong-elephant');
    // The sentence has the focus, below the button.
    await page.keyboard.press('Shift+Tab');
    assert.equal(await database.button('Connect PostgreSQL').evaluate((node) => node.matches(':focus')), true);
    await database.fill({ Password: 'pg-elephant-5' });
    await database.element.getByLabel('Password', { exact: true }).press('Enter');
    assert.equal(await database.outcome(), 'connected tested');
  });

  test('a key that is refused leaves the good one before it in place', async ({ signIn, card, hide, page, set, stored }) => {
    hide('right-key-42', 'wrong-key-41');
    // A key that Cyclr hides cannot be put back.
    await set({ authValueAnswer: 'clear' });
    await signIn();
    const pipedrive = card('Pipedrive');
    await pipedrive.fill({ 'API key': 'right-key-42' });
    await pipedrive.button('Connect Pipedrive').click();
    assert.equal(await pipedrive.outcome(), 'connected tested');
    await pipedrive.button('Reconnect').click();
    await pipedrive.fill({ 'API key': 'wrong-key-41' });
    await pipedrive.element.locator('button[type=submit]').click();
    const { detail } = await pipedrive.ending();
    assert.deepEqual([detail['code'], detail['lost'], detail['restored']], ['credentials-rejected', undefined, true]);
    assert.equal(stored('1003').authValue, 'right-key-42');
    await pipedrive.element.getByText("Pipedrive didn't accept this key.").first().waitFor();
    assert.equal((await pipedrive.element.locator('[part=status]').textContent())?.trim(), 'Connected');
    await pipedrive.element.getByText('What was saved before is still in use.').first().waitFor();
    assert.equal(await pipedrive.element.getByText('no longer connected').count(), 0);
    await page.reload();
    await pipedrive.reach('connected');
  });

  const cancelled: [what: string, before: string | undefined, typed: string, says: string, slow?: number][] = [
    ['a wrong key over a good one', 'right-key-51', 'wrong-key-52', 'Canceled. Pipedrive is still connected.'],
    ['a good key over another', 'right-key-53', 'right-key-54', 'Canceled. Pipedrive is still connected.'],
    ['a wrong first key', undefined, 'wrong-key-55', "Canceled. Pipedrive isn't connected."],
    ['a good first key', undefined, 'right-key-56', "Canceled. Pipedrive isn't connected."],
    ['a good first key at a slow Cyclr', undefined, 'right-key-57', "Canceled. Pipedrive isn't connected.", 900],
    ['a wrong key over a good one at a slow Cyclr', 'right-key-58', 'wrong-key-59', 'Canceled. Pipedrive is still connected.', 900],
  ];
  for (const [what, before, typed, says, slow = 0] of cancelled) {
    test(`${what}, cancelled while it is tested, changes nothing, and the card says so`, async ({ signIn, card, hide, set, stored }) => {
      hide(typed, before ?? typed);
      // Cyclr itself tests nothing: the key is stored while the handler's test call runs. One that Cyclr hides could not be put back.
      await set({ putTests: 'no', authenticatedMeans: 'stored', authValueAnswer: 'clear' });
      await signIn();
      const pipedrive = card('Pipedrive');
      if (before !== undefined) {
        await pipedrive.fill({ 'API key': before });
        await pipedrive.button('Connect Pipedrive').click();
        assert.equal(await pipedrive.outcome(), 'connected tested');
        await pipedrive.button('Reconnect').click();
      }
      await set({ slowTest: 6_000 });
      await pipedrive.fill({ 'API key': typed });
      await pipedrive.element.locator('button[type=submit]').click();
      // The handler has stored it by now, and waits for the test.
      await until('the key at Cyclr', () => stored('1003').authValue === typed || undefined);
      // The handler needs a while to put back what was there.
      await set({ slow });
      await pipedrive.button('Cancel').click();
      const { detail } = await pipedrive.ending();
      assert.equal(detail['code'], 'cancelled');
      await pipedrive.element.getByText(says).first().waitFor();
      assert.equal(stored('1003').authValue, before ?? null);
      // Nor does the test that ends later change it.
      await new Promise((resolve) => setTimeout(resolve, 6_500));
      assert.equal(stored('1003').authValue, before ?? null);
      await pipedrive.element.getByText(says).first().waitFor();
    });
  }

  test('a region that is not listed is taken, and an address is normalized', async ({ signIn, card, hide, stored }) => {
    hide('genesys-5ecret', 'zd-90210-token');
    await signIn();
    const genesys = card('Genesys Cloud');
    await genesys.fill({ 'Client ID': 'genesys-id', 'Client Secret': 'genesys-5ecret' });
    await genesys.element.getByLabel('Region', { exact: true }).selectOption({ label: 'Another value…' });
    await genesys.fill({ 'Another value for Region': 'https://api.mypurecloud.jp' });
    await genesys.button('Connect Genesys Cloud').click();
    assert.equal(await genesys.outcome(), 'connected tested');
    assert.equal(stored('1014').properties['BaseUrl'], 'https://api.mypurecloud.jp');
    const zendesk = card('Zendesk');
    await zendesk.fill({ Subdomain: 'https://Harbour.zendesk.com/agent', Email: 'ada@example.com/token', 'API token': 'zd-90210-token' });
    await zendesk.button('Connect Zendesk').click();
    await zendesk.ending();
    assert.equal(stored('1009').properties['Subdomain'], 'harbour');
  });
});
