import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `npm run build` puts the component in one file, with what it loads beside it. */
export const builtScripts = fileURLToPath(new URL('../../dist/', import.meta.url));

export const elementScript = 'cyclr-connect.js';

const pageFolder = new URL('../page/', import.meta.url);

const javaScript = 'text/javascript; charset=utf-8';
const styleSheet = 'text/css; charset=utf-8';

const types: Readonly<Record<string, string>> = {
  css: styleSheet,
  js: javaScript,
  svg: 'image/svg+xml',
};

const respond = async (file: string | URL, type: string): Promise<Response | undefined> => {
  try {
    return new Response(new Uint8Array(await readFile(file)), {
      headers: { 'content-type': type, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' },
    });
  } catch {
    return undefined;
  }
};

const respondScript = (folder: string, name: string): Promise<Response | undefined> => respond(join(folder, name), javaScript);

export const serveElementScript = (folder = builtScripts): Promise<Response | undefined> => respondScript(folder, elementScript);

/** The same with the list in it. */
export const serveListScript = (folder = builtScripts): Promise<Response | undefined> => respondScript(folder, 'cyclr-connect-list.js');

/** What is shown until the script has come. */
export const serveBefore = (folder = builtScripts): Promise<Response | undefined> => respond(join(folder, 'before.css'), styleSheet);

/** What `diagnose()` loads is beside it. */
export const serveDiagnosisScript = (folder = builtScripts): Promise<Response | undefined> =>
  respondScript(folder, 'cyclr-connect-diagnose.js');

/** The languages that the script asks for are beside it. */
export const serveLocale = async (name: string, folder = builtScripts): Promise<Response | undefined> =>
  /^[a-z]{2}(?:-[A-Z][a-zA-Z]+)?\.js$/.test(name) ? respondScript(folder, `locales/${name}`) : undefined;

/** A file of the page itself. Names are one plain word with an ending, so none can point out of the folder. */
export const servePageFile = async (name: string): Promise<Response | undefined> => {
  const [, ending = ''] = /^[a-z][a-z-]*\.(css|js|svg)$/.exec(name) ?? [];
  const type = types[ending];
  return type === undefined ? undefined : respond(new URL(name, pageFolder), type);
};
