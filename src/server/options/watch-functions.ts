import { isThenable } from '../limits/is-thenable.ts';
import { runWithTimeout } from '../limits/run-with-timeout.ts';
import { secretsOf } from '../known-secrets.ts';
import type { Log } from '../log.ts';

type AnyFunction = (this: unknown, ...given: unknown[]) => unknown;

/** What a host's function was given and may repeat in what it throws: texts, and the values of a connector's properties. */
const collectSecrets = (given: readonly unknown[]): string[] =>
  given.flatMap((value) => {
    if (typeof value === 'string') return [value];
    if (typeof value !== 'object' || value === null) return [];
    const { connector = value, body, client } = value as { connector?: unknown; body?: unknown; client?: unknown };
    const { properties } = connector as { properties?: unknown };
    const values = Array.isArray(properties) ? properties.map((property: { value?: unknown }) => property.value) : [];
    const texts = [...values, typeof body === 'string' ? body : ''].filter((text): text is string => typeof text === 'string');
    return [...texts, ...secretsOf(client), ...secretsOf(value)];
  });

/** What was thrown, if it can be examined: a proxy may throw at `instanceof` itself. */
const readable = (thrown: unknown): unknown => {
  try {
    if (thrown instanceof Error) Reflect.get(thrown, 'name');
    return thrown;
  } catch {
    return undefined;
  }
};

interface Watch {
  log: Log;
  /** Milliseconds that a promise is waited for. */
  timeout: number;
}

const watchFunction = (name: string, work: AnyFunction, { log, timeout }: Watch): AnyFunction =>
  function watched(...given) {
    const report = (thrown: unknown): never => {
      log.hostFunction(name, thrown, collectSecrets(given));
      throw readable(thrown);
    };
    try {
      const answer = work.apply(this, given);
      if (!isThenable(answer)) return answer;
      const limited = runWithTimeout(timeout, `The option ${name}`, () => answer).catch(report);
      // A caller may ignore the promise; Node would then end the process if it rejects.
      limited.catch(() => undefined);
      return limited;
    } catch (thrown) {
      return report(thrown);
    }
  };

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);

/**
 * The same options. Every function in them now reports what it throws before throwing it on, and its promises have a time
 * limit. Done in one place for all options, so that a new one has it too.
 */
export const watchFunctions = <Options>(options: Options, watch: Watch, path = ''): Options => {
  if (typeof options === 'function') return watchFunction(path, options as unknown as AnyFunction, watch) as Options;
  if (!isPlain(options)) return options;
  const entries = Object.entries(options).map(([name, value]) => [
    name,
    watchFunctions(value, watch, path === '' ? name : `${path}.${name}`),
  ]);
  return Object.fromEntries(entries) as Options;
};
