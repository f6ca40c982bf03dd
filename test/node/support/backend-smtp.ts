import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A mail server that keeps what it gets (RFC 5321, as much as nodemailer speaks). */
export interface SmtpSink {
  url: string;
  mails: string[];
  /** Refuses every recipient by name until switched back. */
  failing: boolean;
  /** Answers no mail until released, so many of them, or all from now on. */
  holding: boolean;
  held: number;
  release(count?: number): void;
  stop(): Promise<void>;
}

export async function startSmtpSink(): Promise<SmtpSink> {
  const sockets = new Set<Socket>();
  const answers: (() => void)[] = [];
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
          const answer = () => void socket.write('250 kept\r\n');
          if (sink.holding) answers.push(answer);
          else answer();
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
    holding: false,
    get held() {
      return answers.length;
    },
    release(count) {
      if (count === undefined) sink.holding = false;
      for (const answer of answers.splice(0, count ?? answers.length)) answer();
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return sink;
}
