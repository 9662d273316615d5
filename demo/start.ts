import { buildScripts } from './build-scripts.ts';
import { startDemo } from './server.ts';
import type { Demo } from './server.ts';

const defaultPort = 4400;
const portsToTry = 20;

const isBusy = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

const parsePort = (text: string): number => {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new Error(`PORT must be a number from 0 to 65535, not "${text}".`);
};

const startOnGivenPort = async (port: number, scripts: string): Promise<Demo> => {
  try {
    return await startDemo({ port, scripts });
  } catch (error) {
    if (isBusy(error)) throw new Error(`Port ${port} is in use: stop what listens there, or set PORT to another one.`, { cause: error });
    throw error;
  }
};

const startOnNextFreePort = async (scripts: string): Promise<Demo> => {
  for (let port = defaultPort; port < defaultPort + portsToTry; port += 1) {
    try {
      const demo = await startDemo({ port, scripts });
      if (port !== defaultPort) console.log(`Port ${defaultPort} is in use, so the demo runs on ${port}.`);
      return demo;
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
  }
  throw new Error(`Ports ${defaultPort} to ${defaultPort + portsToTry - 1} are all in use: set PORT to a free one.`);
};

const start = async (): Promise<void> => {
  const given = process.env['PORT'];
  const port = given === undefined || given === '' ? undefined : parsePort(given);
  const scripts = await buildScripts();
  const demo = port === undefined ? await startOnNextFreePort(scripts) : await startOnGivenPort(port, scripts);
  console.log(demo.origin);
  console.log(`If your browser cannot open that: ${demo.sandbox.origins.api}`);

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void demo.close().finally(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
