import type { Platform } from '../../src/flow/platform.ts';
import { buildConnector } from '../support/fake-backend.ts';
import { createFakePlatform, type FakePlatform } from '../support/fake-platform.ts';

export const endpoint = '/places';
export const address = new URL(endpoint, window.location.href).href;

/** One partner's server: its connectors, and what was asked of it. */
export const createServer = () => {
  let gate: Promise<void> | undefined;
  const server = {
    connectors: new Map([['1234', buildConnector({ authType: 'ApiKey', fields: [] })]]),
    asked: [] as string[],
    set(change: Partial<ReturnType<typeof buildConnector>>, id = '1234'): void {
      server.connectors.set(id, { ...server.connectors.get(id)!, ...change });
    },
    hold(): () => void {
      let release = (): void => undefined;
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    fetch: (async (url, { method }) => {
      const { pathname, searchParams } = new URL(url);
      server.asked.push(
        `${method ?? 'GET'} ${pathname.slice(endpoint.length + 1)}${searchParams.has('ids') ? ` ${searchParams.get('ids')!}` : ''}`,
      );
      const ids = searchParams.get('ids')?.split(',') ?? [];
      const found = ids.map((id) => server.connectors.get(id));
      await gate;
      if (method !== 'POST') return Response.json({ connectors: found });
      const [, id = '', action] = /connectors\/(\w+)\/(\w+)/.exec(pathname) ?? [];
      if (action === 'authorize') return Response.json({ url: `${window.location.origin}/opened` });
      server.set({ authenticated: action === 'credentials' }, id);
      const connector = server.connectors.get(id);
      return Response.json(action === 'credentials' ? { connector, proof: 'authenticated' } : { connector });
    }) as Platform['fetch'],
  };
  return server;
};

type Server = ReturnType<typeof createServer>;

export const openPage = (server: Server, now?: () => number): FakePlatform =>
  createFakePlatform({ fetch: server.fetch, ...(now === undefined ? {} : { now }) });

export const key = { credential: { type: 'ApiKey', key: 'k' } } as const;
