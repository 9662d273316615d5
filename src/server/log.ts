import { readErrorKind } from './audit.ts';
import type { ConnectError } from '../protocol/errors.ts';
import { ignoreRejection } from './limits/is-thenable.ts';

/** Where the handler writes what a developer must see. `console` is one. */
export interface Logger {
  error: (message: string) => unknown;
  warn: (message: string) => unknown;
}

/** What the handler reports. Each message is written once for each handler. */
export interface Log {
  /** A request that failed for a reason that only a developer can correct. */
  failure: (error: ConnectError) => void;
  /** One connector of a list that could not be shown. */
  connector: (which: string, error: ConnectError) => void;
  /** What may be added could not be read: a list is shown without it. */
  catalogue: (error: ConnectError) => void;
  /** A test call of `testMethods` that cannot prove anything, and why. */
  test: (connector: string, what: string) => void;
  /** A function of the host's options that threw. `secrets` are what it was given: they are taken out of the message. */
  hostFunction: (name: string, thrown: unknown, secrets: readonly string[]) => void;
  /** Cyclr's API gave no answer. */
  unreachable: (origin: string, cause: unknown) => void;
}

/** Messages of one handler. Without a limit, a page that asks for new ids again and again could fill the disk. */
const maxMessages = 200;

/** By the code of a network error, what to check. */
const remedies: Readonly<Record<string, string>> = {
  ENOTFOUND: 'The name is not known: check cyclr.apiDomain, and the DNS of this machine.',
  EAI_AGAIN: 'The name could not be looked up: check the DNS of this machine.',
  ECONNREFUSED: 'Nothing listens there: check cyclr.apiDomain, its port, and the firewall.',
  ECONNRESET: 'The connection was closed: check proxies and firewalls on the way.',
  ETIMEDOUT: 'Nothing answered: check the firewall for outgoing connections.',
};
const certificateRemedy =
  'Its certificate is not trusted: check cyclr.apiDomain, the clock, and NODE_EXTRA_CA_CERTS behind a proxy that opens TLS.';

/** The first code in a chain of causes, as Node's fetch hides it: `TypeError: fetch failed`, cause `ENOTFOUND`. */
const findCode = (error: unknown): string | undefined => {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth += 1) {
    const { code, cause } = current as { code?: unknown; cause?: unknown };
    if (typeof code === 'string') return code;
    current = cause;
  }
  return undefined;
};

const describeNetwork = (cause: unknown): string => {
  const code = findCode(cause);
  if (code === undefined) return cause instanceof Error ? cause.name : 'for a reason that is not known';
  const remedy = remedies[code] ?? (/CERT|SELF_SIGNED|ISSUER|TLS|SSL/.test(code) ? certificateRemedy : '');
  return `${code}. ${remedy}`.trim();
};

/** The message with its secrets cut out; undefined if one is shorter than four characters, as it would be cut out of other words too. */
const withoutSecrets = (message: string, secrets: readonly string[]): string | undefined => {
  const found = secrets.filter((secret) => secret !== '' && message.includes(secret));
  if (found.some((secret) => secret.length < 4)) return undefined;
  return found.sort((a, b) => b.length - a.length).reduce((text, secret) => text.replaceAll(secret, '…'), message);
};

const readThrown = (thrown: unknown, secrets: readonly string[]): string => {
  if (!(thrown instanceof Error)) return 'something that is no Error.';
  const kind = readErrorKind(thrown) ?? 'Error';
  const message = withoutSecrets(thrown.message, secrets);
  // The stack begins with the message, whose lines may look like frames.
  const stack = (thrown.stack ?? '').replace(thrown.message, '');
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return [message === undefined ? kind : `${kind}: ${message}`, ...frames].join('\n');
};

/** What was thrown, as text. It may itself throw when its members are read. */
const describeThrown = (thrown: unknown, secrets: readonly string[]): string => {
  try {
    return readThrown(thrown, secrets);
  } catch {
    return 'an error that cannot be read.';
  }
};

/** Up to the first line of the stack: a function that throws at one place is one message, whichever route called it. */
const keyOf = (message: string): string => message.split('\n    at ', 2).join();

/** A connector's name for a message. A page may ask for any text: one that does not read like a name is left out. */
const nameConnector = (name: string): string => (/^[\p{L}\p{N} ._-]{1,80}$/u.test(name) ? name : 'of another name');

/** `false` writes nothing; without a logger it is the console. A logger that throws changes nothing. */
export const createLog = (given: Logger | false | undefined): Log => {
  const written = new Set<string>();
  const write = (level: keyof Logger, message: string): void => {
    const key = keyOf(message);
    if (given === false || written.has(key) || written.size > maxMessages) return;
    written.add(key);
    const text = written.size > maxMessages ? 'Further messages are left out.' : message;
    try {
      ignoreRejection((given ?? console)[level](`cyclr-connect: ${text}`));
    } catch {
      // The request is answered also if the host's logger throws.
    }
  };
  return {
    failure: (error) => {
      if (error.code === 'misconfigured') write('error', error.message);
    },
    connector: (which, error) => {
      const name = nameConnector(which);
      write('warn', `Connector ${name} could not be shown (${error.code}): ${error.message}`);
    },
    test: (connector, what) => {
      write('warn', `The test call of ${nameConnector(connector)} in testMethods proves nothing: ${what}`);
    },
    catalogue: (error) => {
      write('warn', `What may be added could not be read (${error.code}): ${error.message}`);
    },
    hostFunction: (name, thrown, secrets) => {
      write('error', `The option ${name} threw ${describeThrown(thrown, secrets)}`);
    },
    unreachable: (origin, cause) => {
      write('error', `Cyclr's API could not be reached at ${origin}: ${describeNetwork(cause)}`);
    },
  };
};
