import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what it gets. */
export async function startMail() {
  const mails = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _session, done) => done(null, { user: auth.username }),
    onData(stream, session, done) {
      simpleParser(stream).then(
        ({ subject, text, html }) => {
          mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), subject, text, html: html || '' });
          done();
        },
        (error) => done(error),
      );
    },
  });
  await new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: server.server.address().port,
    mailsTo: (address) => mails.filter(({ to }) => to.includes(address)),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
