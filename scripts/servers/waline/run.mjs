// node run.mjs <folder Waline is installed in>: Waline on 127.0.0.1:$PORT, through the handler it exports for serverless hosts.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const fromThere = createRequire(join(process.argv[2], 'package.json'));

// Waline asks a service on the internet which sign-in providers there are, with every request.
const providers = createServer((_request, response) => {
  response.setHeader('Content-Type', 'application/json');
  response.end('{"services":[]}');
});
providers.listen(0, '127.0.0.1', () => {
  process.env.OAUTH_URL = `http://127.0.0.1:${providers.address().port}/`;
  const handle = fromThere('@waline/vercel')({});
  createServer((request, response) => handle(request, response)).listen(Number(process.env.PORT), '127.0.0.1');
});
