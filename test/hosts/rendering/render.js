// Renders the elements as Lit's server rendering does, and bundles what the page loads: with Lit's hydration, and without.
import { writeFileSync } from 'node:fs';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import 'cyclr-connect';
import 'cyclr-connect/list';
import { buildSync } from 'esbuild';
import { html } from 'lit';

const page = html`<cyclr-connect endpoint="/cyclr-connect" connector-id="1"></cyclr-connect>
  <cyclr-connect-list endpoint="/cyclr-connect" connectors="Shop"></cyclr-connect-list>`;
writeFileSync('body.html', await collectResult(render(page)));

const elements = "import 'cyclr-connect'; import 'cyclr-connect/list';";
const bundle = (contents, outfile) =>
  buildSync({ stdin: { contents, resolveDir: '.' }, bundle: true, format: 'esm', outfile, logLevel: 'error' });
bundle(`import '@lit-labs/ssr-client/lit-element-hydrate-support.js'; ${elements}`, 'hydrating.js');
bundle(elements, 'plain.js');
