import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What a server was asked. */
export interface Asked {
  readonly url: string;
  readonly authorization: string;
  readonly headers: IncomingMessage['headers'];
}

type Answer = (response: ServerResponse, key: string, request: IncomingMessage) => void;

/** A server on this machine that behaves as Pictify's API is documented to, for the keys that it is told of. */
export class PictifyServer {
  readonly asked: Asked[] = [];
  readonly working = new Set<string>();
  /** Instead of the documented behaviour. */
  answer: Answer | undefined;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor() {
    this.#server = createServer((request, response) => {
      const { authorization = '' } = request.headers;
      this.asked.push({ url: request.url ?? '', authorization, headers: request.headers });
      const key = authorization.replace(/^Bearer /, '');
      if (this.answer) this.answer(response, key, request);
      else this.documented(response, key, request);
    });
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(): Promise<PictifyServer> {
    const server = new PictifyServer();
    await new Promise<void>((resolve) => {
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The documented answers to a read of the templates. */
  documented(response: ServerResponse, key: string, { url, method }: IncomingMessage): void {
    if (method !== 'GET' || !/^(?:\/v1)?\/templates\?/.test(url ?? ''))
      return problem(response, 404, 'not-found', 'Not Found');
    if (key === '') return problem(response, 401, 'missing-authorization', 'Missing Authorization');
    if (!this.working.has(key)) return problem(response, 401, 'invalid-api-key', 'Invalid API Key');
    return json(response, 200, { templates: [], pagination: { page: 1, limit: 1, total: 0 } });
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** An error as RFC 9457 has it, which the API documents. */
export function problem(
  response: ServerResponse,
  status: number,
  name: string,
  title: string,
  headers: Record<string, string> = {},
): void {
  json(response, status, { type: `https://docs.pictify.io/errors/${name}`, title, status, detail: title }, headers);
}
