import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Where the build puts the component in one file. */
export const elementScript = fileURLToPath(new URL('../../dist/cyclr-connect.js', import.meta.url));

const pageFolder = new URL('../page/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
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

export const serveElementScript = (): Promise<Response | undefined> => respond(elementScript, 'text/javascript; charset=utf-8');

/** What `diagnose()` loads lies beside it too. */
export const serveDiagnosisScript = (): Promise<Response | undefined> =>
  respond(new URL('cyclr-connect-diagnose.js', pathToFileURL(elementScript)), 'text/javascript; charset=utf-8');

/** The languages that the script asks for lie beside it. */
export const serveLocale = async (name: string): Promise<Response | undefined> =>
  /^[a-z]{2}(?:-[A-Z][a-zA-Z]+)?\.js$/.test(name)
    ? respond(new URL(`locales/${name}`, pathToFileURL(elementScript)), 'text/javascript; charset=utf-8')
    : undefined;

/** A file of the page itself. Names are one plain word with an ending, so none can point out of the folder. */
export const servePageFile = async (name: string): Promise<Response | undefined> => {
  const [, ending = ''] = /^[a-z][a-z-]*\.(css|js|svg)$/.exec(name) ?? [];
  const type = types[ending];
  return type === undefined ? undefined : respond(new URL(name, pageFolder), type);
};
