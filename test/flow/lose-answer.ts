import { ConnectError } from '../../src/protocol/errors.ts';
import type { ConnectorView, CredentialsRequest } from '../../src/protocol/wire.ts';
import { buildField } from '../support/fake-backend.ts';
import { type Scene } from '../support/scene.ts';

export const url: CredentialsRequest = { properties: { Url: 'https://new.example' } };
export const field = (value: string | null) => ({ fields: [buildField({ value })] });

/** The server stores what was typed, or does not, and its answer is lost in one of many ways. */
export const lose = (scene: Scene, error: Error, change: Partial<ConnectorView>): void => {
  const { backend } = scene;
  const answer = (): Promise<never> => {
    backend.connector = { ...backend.connector, ...change };
    return Promise.reject(error);
  };
  backend.save = answer;
  backend.disconnect = answer;
};

export const lost = new ConnectError('backend-error', 'Reset.', { uncertain: true });
export const losses: [name: string, error: Error][] = [
  ['a connection that was reset', lost],
  ["a proxy's 504", new ConnectError('backend-error', '504.', { uncertain: true })],
  ['HTML with 200', new ConnectError('invalid-response', 'HTML.')],
  ['the time limit of the page', new ConnectError('timed-out', 'Late.')],
  ["an error of the host's own transport", new TypeError('Failed to fetch')],
];
