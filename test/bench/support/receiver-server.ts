import { createServer } from 'node:http';

/** A partner's receiver that says yes to everything, in a process of its own; its port is the first line it prints. */
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.end('success=true;');
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address !== 'string') process.stdout.write(`${address.port}\n`);
});
process.stdin.resume();
process.stdin.once('end', () => process.exit(0));
