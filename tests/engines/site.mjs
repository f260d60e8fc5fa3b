// The release page on a server of its own, which can go away as a network does.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { ended, pause } from './drivers/shared.mjs';

/** Serves `dist` by the project's own server at a port that stays the same. */
export async function serve() {
  const port = await freePort();
  const address = `http://localhost:${port}/skimmark/`;
  let server = null;
  const site = {
    address,
    async up() {
      if (server) return;
      const words = ['serve', '--no-build', '--port', String(port), '--base', '/skimmark/'];
      const xtask = process.env.SKIMMARK_XTASK;
      server = xtask ? spawn(xtask, words, { stdio: 'ignore' }) : spawn('cargo', ['xtask', ...words], { stdio: 'ignore' });
      for (let left = 600; left > 0; left--) {
        if (await fetch(address).catch(() => null)) return;
        if (server.exitCode !== null) break;
        await pause(100);
      }
      throw new Error(`nothing is served at ${address}`);
    },
    async down() {
      server?.kill();
      if (server) await ended(server);
      server = null;
    },
  };
  await site.up();
  return site;
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
