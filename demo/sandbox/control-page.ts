import { html, raw } from 'hono/html';
import { renderPage } from './page-shell.ts';
import type { SandboxContext } from './sandbox-context.ts';
import { switchChoices, switchGroups, switchHelp, type SwitchName } from './switches.ts';

const styles =
  raw(`<style>main{max-width:720px}fieldset{border:0;margin:0 0 24px;padding:0}legend{font-weight:600;padding:0 0 8px}.switch{display:grid;grid-template-columns:1fr auto;gap:2px 16px;align-items:center;padding:10px 0;border-top:1px solid var(--line);font-weight:400;margin:0}
.switch code{font-weight:600}.switch .soft{grid-column:1;font-size:14px}.switch input,.switch select{grid-area:1/2/3/3;width:auto;margin:0;font:inherit;color:inherit;background:var(--field);border:1px solid color-mix(in srgb,var(--text) 45%,var(--card));border-radius:8px;padding:6px 8px}
.switch input[type=checkbox]{width:20px;height:20px;accent-color:var(--accent)}.switch input[type=number]{width:7em}output{display:block;min-height:1.5em;margin:12px 0 0}.row{flex-direction:row}.row button{flex:none}h2{font-size:16px;margin:28px 0 8px}
.rules{border:0;margin:0}.rules li{padding:4px 0;border:0}.rules li::before{content:"·"}a{color:inherit}code{overflow-wrap:anywhere}</style>`);

const script = (nonce: string) =>
  raw(`<script nonce="${nonce}">
const said = document.querySelector('output');
const post = async (path, body) => {
  const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const json = await answer.json();
  said.textContent = answer.ok ? 'Saved.' : json.message;
  return json;
};
document.querySelector('form').addEventListener('change', async ({ target }) => {
  const value = target.type === 'checkbox' ? target.checked : target.type === 'number' ? Number(target.value) : target.value;
  const switches = await post('/switches', { [target.name]: value });
  if (target.type === 'checkbox') target.checked = switches[target.name];
});
document.querySelector('#reset').addEventListener('click', async () => { await post('/reset', {}); location.reload(); });
</script>`);

const control = (name: SwitchName, value: string | number | boolean) => {
  const choices = switchChoices(name);
  if (choices)
    return html`<select name="${name}">${choices.map((choice) => html`<option value="${choice}" ${choice === value ? 'selected' : ''}>${choice || '(no header)'}</option>`)}</select>`;
  if (typeof value === 'boolean') return html`<input type="checkbox" name="${name}" ${value ? 'checked' : ''}>`;
  return html`<input type="number" min="0" name="${name}" value="${value}">`;
};

/** Every switch with its sentence, and what to type where. */
export const renderControlPage = ({ switches, origins }: SandboxContext, nonce: string) =>
  renderPage({
    title: 'Sandbox controls',
    accent: '#3d4a5c',
    body: html`${styles}<h1>Sandbox controls</h1>
<p class="soft">A stand-in for Cyclr and for the applications it connects. Everything lives in memory.</p>
<h2>What to type</h2>
<ul class="rules">
<li><span>Sign-in pages accept any name with any password except <code>wrong</code>.</span></li>
<li><span>API keys, user names, passwords and other typed values are accepted unless they contain the word <code>wrong</code>.</span></li>
<li><span>1st Connect: <code>first-connect-client</code> and <code>first-connect-secret</code>. QuickBooks: <code>quickbooks-client</code> and <code>quickbooks-secret</code>. Snowflake: <code>snowflake-client</code> and <code>snowflake-secret</code>.</span></li>
<li><span>3DCart insists on a store address.</span></li>
</ul>
<h2>Switches</h2>
<form>${Object.values(switchGroups).map(({ heading, names }) => html`<fieldset><legend>${heading}</legend>${names.map((name) => html`<label class="switch"><code>${name}</code><span class="soft">${switchHelp(name)}</span>${control(name, switches[name])}</label>`)}</fieldset>`)}</form>
<output aria-live="polite"></output>
<div class="row"><button id="reset" type="button">Reset everything</button></div>
<h2>What is stored</h2>
<p><a href="/state">Accounts and connectors</a> · <a href="/log">Requests so far</a> · <a href="${origins.app}/">The partner’s page</a></p>${script(nonce)}`,
  });
