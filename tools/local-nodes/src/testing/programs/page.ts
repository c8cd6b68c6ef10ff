import { createServer } from 'node:http';

/** A service that is healthy, and whose page answers what STATUS says. */
createServer(({ url }, response) => {
  response.writeHead(url === '/health' ? 200 : Number(process.env['STATUS'])).end('a page');
}).listen(3000);
