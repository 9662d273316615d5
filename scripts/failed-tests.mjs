// A reporter of node:test: one line for each failed test, with what went wrong, for the list at the end of `npm test`.
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** The start of a message in one line. What looks like a key, a token or an id is left out. */
export const shorten = (message) =>
  stripVTControlCharacters(String(message))
    .replace(/[\w-]{32,}/g, '…')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ')
    .slice(0, 240);

/** The source of a file that scripts/bundle-tests.mjs wrote. Errors within name it already; one that does not load does not. */
const toSource = (file) => relative('.', file).replace(/^node_modules[\\/]\.cache[\\/]tests[\\/][\w-]+[\\/](.*)\.mjs$/, '$1.ts');

/** What `npm test` finds in the output of a suite. */
export const describeFailure = (where, name, message) => `# failed: ${where} › ${name}: ${shorten(message)}`;

/** For `node --test`: what people read, and the lines of this reporter. */
export const reporters = [
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  '--test-reporter=./scripts/failed-tests.mjs',
  '--test-reporter-destination=stdout',
];

// These fail because of another test, which has its own line.
const consequences = ['subtestsFailed', 'cancelledByParent'];

export default async function* failedTests(events) {
  // A file that cannot even be loaded says why on its error output alone.
  const uncaught = new Map();
  // A test that a helper adds has the helper's file. The suite around all of them has that of the test file, and ends last.
  const inside = [];
  for await (const { type, data } of events) {
    if (type === 'test:stderr' && !uncaught.has(data.file)) {
      const [line] = /^\w*Error\b.*/m.exec(data.message) ?? [];
      if (line !== undefined) uncaught.set(data.file, line);
    }
    if (type !== 'test:fail') continue;
    inside.push(data);
    if (data.nesting > 0) continue;
    const failed = inside.splice(0);
    const causes = failed.filter(({ details }) => !consequences.includes(details.error.failureType));
    // A test that still waited when its file had nothing left to do is canceled too, and no other test is the cause.
    for (const { name, details } of causes.length > 0 ? causes : failed.slice(0, 1)) {
      const message = details.error.cause?.message ?? details.error.cause ?? details.error.message;
      const cause = message === 'test failed' ? (uncaught.get(data.file) ?? message) : message;
      yield `${describeFailure(toSource(data.file ?? ''), name === data.file ? 'the file' : name, cause)}\n`;
    }
  }
}
