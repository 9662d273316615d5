// The demo, in a process of its own: answers with its addresses.
import { startDemo } from '../../demo/server.ts';
import { answerMessages } from './start-child.ts';

answerMessages(async () => {
  const { origin, sandbox } = await startDemo({ port: 0 });
  return { origin, control: sandbox.origins.control };
});
