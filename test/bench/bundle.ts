import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export interface Bundle {
  script: string;
  /** Empty where nothing imports a style sheet. */
  style: string;
}

/** A file of this folder with all that it imports, as a page in service would load it; without what `external` names. */
export const bundle = async (entry: string, external: readonly RegExp[] = []): Promise<Bundle> => {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      // An iife cannot leave anything out.
      lib: {
        entry: fileURLToPath(new URL(entry, import.meta.url)),
        formats: [external.length === 0 ? 'iife' : 'es'],
        name: 'bench',
        cssFileName: 'style',
      },
      rolldownOptions: { external: [...external] },
    },
  });
  const [output] = [result].flat();
  if (output === undefined || !('output' in output)) throw new Error(`${entry} was not built.`);
  const style = output.output.find(({ fileName }) => fileName === 'style.css');
  return { script: output.output[0].code, style: style?.type === 'asset' ? String(style.source) : '' };
};
