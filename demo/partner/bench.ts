import { html } from 'hono/html';
import { choice } from './choice.ts';
import { languages } from './languages.ts';
import type { Markup } from './layout.ts';
import { servings } from './page-headers.ts';

const tab = (id: string, label: string, selected: boolean): Markup =>
  html`<button type="button" role="tab" id="tab-${id}" aria-controls="panel-${id}" aria-selected="${String(selected)}" tabindex="${selected ? '0' : '-1'}">${label}</button>`;

const swatches = [
  ['#1f6b47', 'Fern'],
  ['#2f5fd0', 'Blue'],
  ['#7a3fc0', 'Violet'],
  ['#b3304f', 'Rose'],
  ['#9a5300', 'Amber'],
] as const;

/** The developer's drawer: the events of the page, the code behind a card, the sandbox's switches, and how it all looks. */
export const bench = ({ controlOrigin, accountId }: { controlOrigin: string; accountId: string }): Markup =>
  html`<aside class="bench" id="bench" aria-label="Developer" data-control="${controlOrigin}" hidden>
    <div class="bench-head">
      <h2>Developer</h2>
      <button class="button quiet icon-button" type="button" id="bench-close" aria-label="Close">
        <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" aria-hidden="true"><path d="m3.5 3.5 9 9m0-9-9 9"/></svg>
      </button>
    </div>
    <div class="tabs" role="tablist" aria-label="Developer" id="bench-tabs">
      ${tab('events', 'Events', true)}${tab('code', 'Code', false)}${tab('diagnosis', 'Diagnosis', false)}${tab('sandbox', 'Sandbox', false)}${tab('look', 'Look', false)}
    </div>
    <section class="panel" role="tabpanel" id="panel-events" aria-labelledby="tab-events" tabindex="0">
      <div class="panel-head"><label class="check"><input type="checkbox" id="show-loading"><span>Show loading too</span></label>
        <button class="link" type="button" id="clear-events">Clear</button></div>
      <p class="empty" id="no-events">Nothing yet. Connect something: the events that your own code would get appear here.</p>
      <ol class="events" id="events"></ol>
    </section>
    <section class="panel" role="tabpanel" id="panel-code" aria-labelledby="tab-code" tabindex="0" hidden>
      <p class="empty" id="no-code">Choose “View code” on a card.</p>
      <div id="code" hidden>
        <h3 id="code-title"></h3>
        <div class="tabs small" role="tablist" aria-label="Language" id="code-tabs">
          ${tab('html', 'HTML', true)}${tab('react', 'React', false)}${tab('server', 'Server', false)}
        </div>
        <div class="code-block" role="tabpanel" id="panel-html" aria-labelledby="tab-html"><pre tabindex="0"><code></code></pre></div>
        <div class="code-block" role="tabpanel" id="panel-react" aria-labelledby="tab-react" hidden><pre tabindex="0"><code></code></pre></div>
        <div class="code-block" role="tabpanel" id="panel-server" aria-labelledby="tab-server" hidden><pre tabindex="0"><code></code></pre></div>
        <button class="button" type="button" id="copy-code">Copy</button><span class="said" id="copied" role="status"></span>
      </div>
    </section>
    <section class="panel" role="tabpanel" id="panel-diagnosis" aria-labelledby="tab-diagnosis" tabindex="0" hidden>
      <form id="diagnosis">
        <label class="switch wide"><span class="switch-name">Card</span><select name="card"></select></label>
        <label class="switch wide"><span class="switch-text"><span class="switch-name">This page is served</span><span class="hint">Reloads the page.</span></span>
          <select name="served"><option value="">As it should be</option>${Object.entries(servings).map(([value, { label }]) => html`<option value="${value}">${label}</option>`)}</select></label>
        <button class="button" type="submit">Run the diagnosis</button>
      </form>
      <p class="said" id="diagnosis-said" role="status"></p>
      <ol class="findings" id="findings"></ol>
    </section>
    <section class="panel" role="tabpanel" id="panel-sandbox" aria-labelledby="tab-sandbox" tabindex="0" hidden>
      <p class="hint">A local Cyclr and a real OAuth provider answer this page. Sign-in pages take any name, and any value passes unless it contains <code>wrong</code>. 1st Connect takes <code>first-connect-client</code> and <code>first-connect-secret</code>; QuickBooks and Snowflake follow the same pattern.</p>
      <form id="breakage" data-account="${accountId}">
        <label class="switch wide"><span class="switch-text"><span class="switch-name">A connection that stops working</span><span class="hint">Cyclr calls this product’s webhook, and the card asks for a new sign-in.</span></span>
          <select name="card"></select></label>
        <button class="button" type="submit">Break it</button>
        <p class="said" id="breakage-said" role="status"></p>
      </form>
      <form id="switches"></form>
      <p class="said" id="switches-said" role="status"></p>
      <div class="row"><button class="button" type="button" id="reset-sandbox">Reset the sandbox</button>
        <a href="${controlOrigin}/" target="_blank" rel="noopener">Control page of the sandbox</a></div>
    </section>
    <section class="panel" role="tabpanel" id="panel-look" aria-labelledby="tab-look" tabindex="0" hidden>
      <form id="look">
        <fieldset><legend>Theme</legend><div class="chips">${choice('theme', 'system', 'System', true)}${choice('theme', 'light', 'Light', false)}${choice('theme', 'dark', 'Dark', false)}</div></fieldset>
        <fieldset><legend><label for="lang">Language of the cards</label></legend>
          <select id="lang" name="lang">${languages.map(([tag, name]) => html`<option value="${tag}" ${tag === '' ? '' : html`lang="${tag}"`}>${name}</option>`)}</select>
          <p class="hint">Sets <code>lang</code> on each card.</p></fieldset>
        <fieldset><legend>Text direction</legend><div class="chips">${choice('direction', 'ltr', 'Left to right', true)}${choice('direction', 'rtl', 'Right to left', false)}</div></fieldset>
        <fieldset><legend>On the page</legend><div class="chips">${choice('look', 'compact', 'Rows', true)}${choice('look', 'card', 'Cards', false)}</div></fieldset>
        <fieldset><legend>Accent</legend>
          <div class="swatches">${swatches.map(([color, name]) => html`<button class="swatch" type="button" data-accent="${color}" aria-label="${name}"></button>`)}
            <label class="color"><input type="color" name="accent" value="#1f6b47"><span>Any color</span></label>
            <button class="link" type="button" id="reset-accent">Reset</button></div>
          <p class="hint">Sets <code>--cyclr-connect-accent</code> on the cards. <a href="/theme">All of the theme</a></p></fieldset>
        <p class="hint"><a href="/states">Every state in every look</a></p>
        <fieldset><legend>Opens</legend><div class="chips">${choice('mode', '', 'In a window', true)}${choice('mode', 'redirect', 'In this tab', false)}${choice('mode', 'auto', 'Whichever works', false)}</div></fieldset>
        <fieldset><legend>Reports back by</legend><div class="chips">${choice('return', '', 'Default', true)}${choice('return', 'message', 'Message', false)}${choice('return', 'callback', 'Callback page', false)}</div></fieldset>
      </form>
    </section>
  </aside>`;
