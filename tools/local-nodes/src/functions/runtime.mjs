// The process in which a function runs: `runtime.mjs <file>.<export> <reroute>`. It gets the event as a message, and
// sends the result, or the error as Lambda tells it.
import { createRequire } from 'node:module';
import { Socket } from 'node:net';

const require = createRequire(import.meta.url);

const [, , handler = '', reroute = '{}'] = process.argv;
const { host, port, localPort } = JSON.parse(reroute);

// The function knows its database by the name that it has in its network.
const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...args) {
  const [first] = args;
  const isPlain = args[1] === host && Number(first) === port;
  if (isPlain) return connect.call(this, localPort, '127.0.0.1', ...args.slice(2));
  const options = Array.isArray(first) ? first[0] : first;
  if (options?.host === host && Number(options.port) === port)
    Object.assign(options, { host: '127.0.0.1', port: localPort });
  return connect.apply(this, args);
};

process.once('message', async (event) => {
  const answer = (end) => process.send(end, () => process.exit(0));
  try {
    const dot = handler.lastIndexOf('.');
    const run = require(handler.slice(0, dot))[handler.slice(dot + 1)];
    const result = await run(JSON.parse(event), {});
    answer({ result: JSON.stringify(result ?? null) });
  } catch (error) {
    answer({ error: { errorType: error?.name ?? 'Error', errorMessage: error?.message ?? String(error) } });
  }
});
