import { initialSwitches, parseSwitches, type Switches } from './switches.ts';

const readValue = (text: string): string | number | boolean => {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d+$/.test(text) ? Number(text) : text;
};

/**
 * The switches with which the sandbox begins, and to which a reset leads back: those of the environment variable
 * SWITCHES, such as `testAnswer=raw,deauthenticateDeletes=true`, and the initial ones for the rest.
 *
 * @throws {Error} where there is no such switch, or it cannot take the value.
 */
export const readStartSwitches = (text = process.env['SWITCHES'] ?? ''): Switches => {
  const pairs = text.split(',').flatMap((pair) => {
    const [name = '', ...value] = pair.trim().split('=');
    return name === '' ? [] : [[name, readValue(value.join('='))] as const];
  });
  const parsed = parseSwitches(Object.fromEntries(pairs));
  if (!parsed.ok) throw new Error(`SWITCHES: ${parsed.message}`);
  return { ...initialSwitches, ...parsed.change };
};
