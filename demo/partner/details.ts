import { html } from 'hono/html';
import type { Markup } from './layout.ts';
import type { Person } from './people.ts';

/** The sheet at the side with the details of one integration; the page's script fills it in. */
export const details = ({ company }: Person): Markup =>
  html`<dialog class="sheet" id="details" aria-labelledby="details-name">
    <div class="sheet-head">
      <p class="tag" id="details-category"></p>
      <button class="button quiet icon-button" type="button" id="details-close" aria-label="Close">
        <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" aria-hidden="true"><path d="m3.5 3.5 9 9m0-9-9 9"/></svg>
      </button>
    </div>
    <h2 id="details-name"></h2>
    <p class="lead" id="details-about"></p>
    <div class="cards" id="details-card"></div>
    <form class="invitation" id="invitation">
      <p>Does a colleague have the rights for this account? Send them a link. They sign in, and it is connected here.</p>
      <button class="button" type="submit">Copy a link for a colleague</button>
      <input id="invitation-address" aria-label="Link for a colleague" readonly hidden>
      <p class="said" id="invitation-said" role="status"></p>
    </form>
    <ul class="facts">
      <li>Connected once, for everyone at ${company}.</li>
      <li>Fernwell reads only what an integration needs.</li>
      <li>Disconnect at any time. What was imported stays.</li>
    </ul>
  </dialog>`;
