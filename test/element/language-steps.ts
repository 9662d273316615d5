import { type Mounted, unmount } from '../support/mount.ts';
import { waitUntil } from '../support/wait-until.ts';

export const connect = { de: 'Capsule verbinden', en: 'Connect Capsule', ar: 'ربط \u2068Capsule\u2069' };
export const says = async (page: Mounted, text: string): Promise<void> => {
  await waitUntil(() => page.text().includes(text), `never said ${text}`);
};
export const card = (page: Mounted): HTMLElement => page.find('[part=card]');

/** Leaves the page without a language for the next test. */
export const clearLanguage = async (): Promise<void> => {
  document.documentElement.removeAttribute('lang');
  document.documentElement.removeAttribute('dir');
  await unmount();
};
