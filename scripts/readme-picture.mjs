// The picture at the top of the README: a card, rows and a list, in light and in dark. `npm run shots -- readme` renews docs/images.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const mark = (letter, color) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="10" fill="${color}"/><text x="24" y="32" text-anchor="middle" font-family="system-ui,sans-serif" font-size="22" font-weight="650" fill="#fff">${letter}</text></svg>`)}`;
const own = (id, name, color, more) => ({
  ...{ id, name, connector: name, icon: mark(name[0], color), serviceOrigin: 'https://acme-h.cyclr.com', authType: 'OAuth2' },
  ...{ authenticated: false, fields: [], ...more },
});
const connected = (label) => ({ authenticated: true, account: { label, connectedAt: '2026-03-03T10:00:00Z' } });

const connectors = {
  1: own('1', 'Zendesk', '#1f4e4a', {
    authType: 'Basic',
    authDescription: 'Your email address, and an API token in place of the password.',
    fields: [{ name: 'Subdomain', label: 'Subdomain', type: 'text', required: true, sensitive: false, placeholder: 'acme' }],
    credentialFields: { username: { label: 'Email' }, password: { label: 'API token', description: 'In Zendesk: Admin, Apps, API.' } },
  }),
  2: own('2', 'Mailchimp', '#b7791f', connected('ada@acme.com')),
  3: own('3', 'Slack', '#6b2d73'),
  4: own('4', 'HubSpot', '#c2482d', connected('ada@acme.com')),
  5: own('5', 'Capsule', '#4355c7', { ...connected('ada@acme.com'), attention: { reason: 'expired', since: '2026-11-20T08:00:00Z' } }),
  6: own('6', 'Pipedrive', '#1a7f43', { authType: 'ApiKey' }),
  7: own('7', 'Xero', '#0d7ea8'),
};
const listed = ['4', '5', '6', '7'].map((id) => connectors[id]);

const style = `
  main { display: grid; grid-template-columns: 372px 1fr; gap: 28px 32px; width: 1000px; padding: 28px 28px 4px; background: light-dark(#f4f5f7, #0e1013) }
  h2 { margin: 0 0 8px; color: light-dark(#5b6472, #9aa3b2); font: 500 13px/1.5 system-ui, sans-serif }
  .form { grid-row: span 2 }
  .rows > cyclr-connect + cyclr-connect { border-top: 1px solid light-dark(#dfe2e8, #2a2f38) }
`;
const content = `
  <section class="form"><h2>look="card"</h2><cyclr-connect endpoint="/account" connector-id="1"></cyclr-connect></section>
  <section class="rows"><h2>look="compact"</h2>
    <cyclr-connect look="compact" endpoint="/account" connector-id="2"></cyclr-connect>
    <cyclr-connect look="compact" endpoint="/account" connector-id="3"></cyclr-connect></section>
  <section class="rows"><h2>&lt;cyclr-connect-list&gt;</h2><cyclr-connect-list endpoint="/account"></cyclr-connect-list></section>`;

/** A third of a PNG's bytes. The browser encodes it. */
const encode = async (page, file) => {
  const encoded = await page.evaluate(
    async (png) => {
      const bitmap = await globalThis.createImageBitmap(await (await fetch(png)).blob());
      const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height });
      canvas.getContext('2d').drawImage(bitmap, 0, 0);
      return canvas.toDataURL('image/webp', 0.9);
    },
    `data:image/png;base64,${readFileSync(file, 'base64')}`,
  );
  return Buffer.from(encoded.split(',')[1], 'base64');
};

/** `openHarness` gives a page with a style; `take` takes the picture, and gives its file. */
export const takeReadmePicture = async (openHarness, take, keep) => {
  for (const scheme of ['light', 'dark']) {
    const page = await openHarness(style);
    await page.setViewportSize({ width: 1056, height: 1000 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.route('**/account/connectors?*', (route) => {
      const ids = new URL(route.request().url()).searchParams.get('ids')?.split(',');
      return route.fulfill({ json: { connectors: ids?.map((id) => connectors[id]) ?? listed, available: [], pages: 1 } });
    });
    await page.evaluate((html) => {
      document.querySelector('main').innerHTML = html;
    }, content);
    await page.locator('cyclr-connect-list cyclr-connect').nth(3).waitFor();
    await page.locator('[aria-busy=true], cyclr-connect:state(loading)').first().waitFor({ state: 'detached' });
    const file = await take('readme', scheme, page.locator('main'));
    if (keep) {
      const folder = fileURLToPath(new URL('../docs/images', import.meta.url));
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${folder}/${scheme}.webp`, await encode(page, file));
    }
    await page.close();
  }
};
