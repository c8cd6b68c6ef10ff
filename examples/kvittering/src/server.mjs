import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { addReceipt, receipts } from './database.mjs';

const queue = new SQSClient();

/** The page with every receipt, and the form that adds one. */
export async function serve() {
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(error);
      response.writeHead(500, { 'content-type': 'text/plain' }).end('Something went wrong.');
    });
  });
  server.listen(3000, () => console.log('Listening on port 3000.'));
  process.once('SIGTERM', () => server.close(() => process.exit(0)));
}

async function answer(request, response) {
  if (request.url === '/health') return response.end('ok');
  if (request.method === 'POST') {
    await add(new URLSearchParams(await text(request)));
    return response.writeHead(303, { location: '/' }).end();
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(await receipts()));
}

/** What takes long is the worker's: people do not wait for it. */
async function add(form) {
  const [what, kroner] = [form.get('what') || 'Pizza', Number(form.get('kroner')) || 0];
  const id = await addReceipt(what, kroner);
  await queue.send(
    new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: JSON.stringify({ id }) }),
  );
  console.log(`Receipt ${id}: ${what}, ${kroner} kr`);
}

function page(rows) {
  const lines = rows.map(
    ({ what, kroner, paid }) => `<li>${escaped(what)}, ${kroner} kr: ${paid ? 'paid' : 'waits'}</li>`,
  );
  return `<!doctype html>
<html lang="en">
<title>Kvittering</title>
<meta name="viewport" content="width=device-width">
<style>body, input, button { font: 1.1rem/1.8 system-ui, sans-serif } body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem }</style>
<h1>Kvittering</h1>
<form method="post">
<input name="what" aria-label="What" placeholder="What">
<input name="kroner" aria-label="Kroner" placeholder="Kroner" type="number">
<button>Add</button>
</form>
<ul>
${lines.join('\n')}
</ul>`;
}

function escaped(value) {
  return value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
