/** A server that speaks to its visitors byte by byte, so that it can do wrong whatever can be done wrong. */
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** What is done to a visitor whose request (head and all) has come in. */
export type Fault = (socket: Socket) => void;

export interface FaultServer {
  /** `host:port` of 127.0.0.1. */
  host: string;
  close(): Promise<void>;
}

/**
 * @param faults  by path; robots.txt and what is not listed are 404
 * @param onConnect  done to every connection before anything was said on it
 */
export async function faultServer(faults: Record<string, Fault>, onConnect: Fault = () => undefined): Promise<FaultServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let head = '';
    let isAnswered = false;
    // Whoever is cut off resets the connection, which is what is being tried here.
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      if (isAnswered) return;
      head += bytes.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      isAnswered = true;
      const path = /^\S+ (\S+)/.exec(head)?.[1] ?? '';
      (faults[path] ?? NOT_FOUND)(socket);
    });
    onConnect(socket);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((closed) => void server.close(() => closed()));
    },
  };
}

const NOT_FOUND: Fault = (socket) => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');

/** The pieces one after the other, then the connection is closed as it should be. */
export function says(...pieces: (string | Uint8Array)[]): Fault {
  return (socket) => socket.end(Buffer.concat(pieces.map((piece) => Buffer.from(piece as Uint8Array))));
}

/** The pieces, and then the connection is reset instead of closed. */
export function breaks(...pieces: (string | Uint8Array)[]): Fault {
  // A reset throws away what has not been taken over yet, so it comes a little later.
  return (socket) =>
    socket.write(Buffer.concat(pieces.map((piece) => Buffer.from(piece as Uint8Array))), () =>
      setTimeout(() => socket.resetAndDestroy(), 30));
}

/** The pieces, and then nothing more ever. */
export function stalls(...pieces: (string | Uint8Array)[]): Fault {
  return (socket) => socket.write(Buffer.concat(pieces.map((piece) => Buffer.from(piece as Uint8Array))));
}

/**
 * One byte at a time.
 *
 * @param everyMs  0 for as fast as they go
 * @param alone  so many at either end go alone and what is between them in sixties, for a machine that is busy
 */
export function trickles(bytes: Uint8Array, everyMs: number, alone = bytes.length): Fault {
  return (socket) => {
    socket.setNoDelay(true);
    let sent = 0;
    const next = () => {
      if (socket.destroyed) return;
      if (sent >= bytes.length) return void socket.end();
      const size = sent < alone || sent >= bytes.length - alone ? 1 : Math.min(60, bytes.length - alone - sent);
      socket.write(bytes.subarray(sent, (sent += size)), () => (everyMs > 0 ? setTimeout(next, everyMs) : setImmediate(next)));
    };
    next();
  };
}

/** The same piece for ever, after a beginning. */
export function repeats(beginning: string, piece: string): Fault {
  return (socket) => {
    const next = () => {
      if (!socket.destroyed) socket.write(piece, () => setImmediate(next));
    };
    socket.write(beginning, next);
  };
}
