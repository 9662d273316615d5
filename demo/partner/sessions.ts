import { randomBytes } from 'node:crypto';
import { parse } from 'hono/utils/cookie';
import type { Person } from './people.ts';

export const sessionCookie = 'fernwell-session';

export interface Sessions {
  /** Starts a session and returns its id, the cookie's value. */
  start(person: Person): string;
  /** The signed-in person of a request, or undefined. */
  find(request: Request): Person | undefined;
  end(request: Request): void;
}

const readId = (request: Request): string => parse(request.headers.get('cookie') ?? '', sessionCookie)[sessionCookie] ?? '';

/** Sessions live in memory: restarting the demo signs everyone out. */
export const createSessions = (): Sessions => {
  const sessions = new Map<string, Person>();
  return {
    start: (person) => {
      const id = randomBytes(24).toString('base64url');
      sessions.set(id, person);
      return id;
    },
    find: (request) => sessions.get(readId(request)),
    end: (request) => {
      sessions.delete(readId(request));
    },
  };
};
