// For programs that cannot choose a port by themselves.
import { createServer } from 'node:net';

const canListen = (port) =>
  new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, () => server.close(() => resolve(true)));
  });

/**
 * A port at which nothing listens. It lies below those that systems give to connections and to servers on port 0, and above
 * 10080, which browsers refuse: so nothing else takes it between this check and its use, many programs being started at once.
 */
export const findFreePort = async () => {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = 11_000 + Math.floor(Math.random() * 20_000);
    if (await canListen(port)) return port;
  }
  throw new Error('No free port was found from 11000 to 30999.');
};
