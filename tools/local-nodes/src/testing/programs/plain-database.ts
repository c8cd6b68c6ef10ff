// A service that asks its database without TLS, and gives up when that is refused.
import { Client } from 'pg';

new Client({ host: process.env['DATABASE_HOST'], user: 'grades_prod', password: 'x', ssl: false })
  .connect()
  .catch((error: Error) => {
    console.error(`No database: ${error.message}`);
    process.exitCode = 1;
  });
