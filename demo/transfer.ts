import { transfer } from './backend/transfer/command.js';

/** `npm run comments:import` and `npm run comments:export`: `docs/backend.md`. */
process.exitCode = await transfer(process.argv.slice(2), {
  env: process.env,
  out: process.stdout,
  error: (line) => console.error(line),
});
