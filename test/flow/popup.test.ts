import { expect } from '@open-wc/testing';
import { openWindow } from '../../src/flow/popup.ts';
import { createFakePlatform } from '../support/fake-platform.ts';

const opening = { text: 'Opening Capsule…', language: 'de' };
const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const google = { vendor: 'Google Inc.', userAgent: chrome };

/** A window of a browser that opens `opened`. Bound, so that `open` looks like the browser's own. */
const setUp = (more: Record<string, unknown> = {}, opened = document.implementation.createHTMLDocument()) => {
  const addresses: string[] = [];
  const handle = {
    document: opened,
    location: { replace: (url: string) => addresses.push(url) },
    matchMedia: () => ({ matches: true }),
  };
  const open = (url: string): typeof handle => {
    addresses.push(url);
    return handle;
  };
  const platform = createFakePlatform({ window: { open: open.bind(null), navigator: google, ...more } });
  return { platform, addresses, opened, open };
};

describe('a sign-in window', () => {
  it('is opened blank, drawn and sent on in Chromium', () => {
    const { platform, addresses, opened } = setUp();
    openWindow(platform, '/authorize', opening);
    expect(addresses).to.deep.equal(['about:blank', '/authorize']);
    expect(opened.body.textContent).to.equal('Opening Capsule…');
    expect(opened.documentElement.lang).to.equal('de');
  });

  const others: [where: string, more: Record<string, unknown>][] = [
    ['Firefox', { navigator: { vendor: '', userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0' } }],
    ['Safari', { navigator: { vendor: 'Apple Computer, Inc.', userAgent: 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15' } }],
    ['an Android web view', { navigator: { ...google, userAgent: chrome.replace('X11; Linux x86_64', 'Linux; Android 16; Pixel 9; wv') } }],
    ['Electron', { navigator: { ...google, userAgent: chrome.replace('Safari', 'Electron/42.0.0 Safari') } }],
    ['a frame', { parent: {}, self: window }],
  ];
  for (const [where, more] of others) {
    it(`is opened at its address in ${where}`, () => {
      const { platform, addresses } = setUp(more);
      openWindow(platform, '/authorize', opening);
      expect(addresses).to.deep.equal(['/authorize']);
    });
  }

  it('is opened at its address by an open that the page has replaced', () => {
    const { open, addresses } = setUp();
    openWindow(createFakePlatform({ window: { open: (url: string) => open(url), navigator: google } }), '/authorize', opening);
    expect(addresses).to.deep.equal(['/authorize']);
  });

  it('is not drawn into a document that has something in it, such as the page itself', () => {
    const page = document.implementation.createHTMLDocument('The page');
    page.body.innerHTML = '<p>Hello</p>';
    const before = page.documentElement.outerHTML;
    const { platform } = setUp({}, page);
    openWindow(platform, '/authorize', opening);
    expect(page.documentElement.outerHTML).to.equal(before);
  });
});
