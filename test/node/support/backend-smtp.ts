import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A mail server that keeps what it gets (RFC 5321, as much as nodemailer speaks). */
export interface SmtpSink {
  url: string;
  mails: string[];
  /** Refuses every recipient by name until switched back. */
  failing: boolean;
  stop(): Promise<void>;
}

export async function startSmtpSink(): Promise<SmtpSink> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let data: string[] | undefined;
    let rest = '';
    socket.write('220 sink\r\n');
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (data) {
          if (line !== '.') {
            data.push(line);
            continue;
          }
          sink.mails.push(data.join('\n'));
          data = undefined;
          socket.write('250 kept\r\n');
        } else if (sink.failing && line.startsWith('RCPT')) socket.write(`550 not now, ${line.slice('RCPT TO:'.length)}\r\n`);
        else if (line === 'DATA') {
          data = [];
          socket.write('354 go on\r\n');
        } else if (line === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sink: SmtpSink = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails: [],
    failing: false,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return sink;
}
