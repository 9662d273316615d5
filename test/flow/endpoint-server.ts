import { expect } from '@open-wc/testing';
import { createEndpointBackend } from '../../src/flow/endpoint-backend.ts';
import { ConnectError } from '../../src/protocol/errors.ts';
import { buildConnector } from '../support/fake-backend.ts';
import { createFakePlatform } from '../support/fake-platform.ts';

export const json = (body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response =>
  new Response(JSON.stringify(body), { ...init, headers: { 'content-type': 'application/json', ...init.headers } });
export const page = (status: number): Response =>
  new Response('<!doctype html><title>No</title>', { status, headers: { 'content-type': 'text/html' } });

/** A server that holds every connector, and what it was asked. */
export const createServer = (answer?: () => Response | Promise<Response>, online = true) => {
  const asked: { url: string; init: RequestInit }[] = [];
  const platform = createFakePlatform({
    window: { navigator: { onLine: online } },
    fetch: async (url, init) => {
      asked.push({ url, init });
      if (answer !== undefined) return answer();
      const ids = new URL(url, location.href).searchParams.get('ids')?.split(',') ?? [];
      return json({ connectors: ids.map((id) => buildConnector({ id })) });
    },
  });
  return { asked, platform, backend: createEndpointBackend('https://partner.example/cc', platform) };
};

export const rejection = async (promise: Promise<unknown>): Promise<ConnectError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(ConnectError);
  return error as ConnectError;
};

export const wrong = (code: string, more: object = {}) => ({ error: { code, message: 'No.', correlationId: 'c-1', ...more } });

/** A redirect as fetch answers it where it may not follow. */
export const redirect = (): Response => Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
