import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * What tests, which run in processes of their own, need of the servers, over HTTP on 127.0.0.1: where they are (`/`), to
 * stop, start, pause and resume one (`/servers/<name>/<action>`), to look into a database (`/sql/<database>`) and the mail
 * that went to an address (`/mails?to=…`).
 */
export async function startControl({ started, mail, mariadb, postgres }) {
  const facts = Object.fromEntries(Object.entries(started).map(([name, { server: _, ...rest }]) => [name, rest]));
  const server = createServer((request, response) => {
    answer(request).then(
      (value) => {
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify(value ?? null));
      },
      (error) => {
        response.statusCode = 500;
        response.end(String(error.stack ?? error));
      },
    );
  });

  async function answer(request) {
    const url = new URL(request.url, 'http://control');
    const [, what, name, action] = url.pathname.split('/');
    switch (what) {
      case '':
        return facts;
      case 'servers':
        if (!['start', 'stop', 'pause', 'resume'].includes(action)) throw new Error(`cannot ${action} a server`);
        return started[name].server[action]();
      case 'sql': {
        const statement = await text(request);
        return name === 'demo' ? postgres.sql(statement) : mariadb.sql(statement, name);
      }
      case 'mails':
        return mail.mailsTo(url.searchParams.get('to'));
      default:
        throw new Error(`no ${url.pathname} here`);
    }
  }

  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
