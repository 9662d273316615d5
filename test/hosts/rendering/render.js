// Renders the element as Lit's server rendering does, and bundles what takes it over in the browser.
import { writeFileSync } from 'node:fs';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import 'cyclr-connect';
import { buildSync } from 'esbuild';
import { html } from 'lit';

const body = await collectResult(render(html`<cyclr-connect endpoint="/cyclr-connect" connector-id="1"></cyclr-connect>`));
writeFileSync('body.html', body);
const contents = "import '@lit-labs/ssr-client/lit-element-hydrate-support.js'; import 'cyclr-connect';";
buildSync({ stdin: { contents, resolveDir: '.' }, bundle: true, format: 'esm', outfile: 'client.js', logLevel: 'error' });
