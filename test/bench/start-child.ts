import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A program of the bench in a process of its own, which answers one message with one message. */
export interface Child {
  ask: <Answer>(message: unknown) => Promise<Answer>;
  stop: () => void;
}

/** `name` is a file beside this one. Its messages are `{answer}` or `{error}`, one for each that it is sent, in order. */
export const startChild = (name: string, nodeArguments: readonly string[] = []): Child => {
  const child = fork(fileURLToPath(new URL(name, import.meta.url)), { execArgv: ['--import', 'tsx', ...nodeArguments] });
  return {
    ask: <Answer>(message: unknown) =>
      new Promise<Answer>((resolve, reject) => {
        const handleExit = (): void => {
          reject(new Error(`${name} ended before it had answered.`));
        };
        child.once('exit', handleExit);
        child.once('message', ({ answer, error }: { answer?: Answer; error?: string }) => {
          child.off('exit', handleExit);
          if (error === undefined) resolve(answer as Answer);
          else reject(new Error(`${name}: ${error}`));
        });
        child.send(message as object);
      }),
    stop: () => {
      child.kill();
    },
  };
};

/** The other side: answers each message that this process is sent. */
export const answerMessages = (answer: (message: unknown) => unknown): void => {
  process.on('message', (message) => {
    void Promise.resolve()
      .then(() => answer(message))
      .then(
        (value) => process.send?.({ answer: value }),
        (error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
};
