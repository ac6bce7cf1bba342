import { readFile } from 'node:fs/promises'
import { buildExample } from '../lib/runtimes/build-example.ts'
import { requireInstalled, versionOf } from '../lib/runtimes/installed-package.ts'
import type { Runtime } from './runtime.ts'

/** The part of miniflare that is used here; it is not installed where this file is compiled. */
interface Miniflare {
  dispatchFetch: (url: string, init: { method: string; body: string }) => Promise<{ text: () => Promise<string> }>
  dispose: () => Promise<void>
}

interface MiniflareModule {
  Miniflare: new (options: { modules: true; script: string; compatibilityDate: string; cf: false }) => Miniflare
}

/** Cloudflare's runtime, without Node's compatibility layer. */
export const workerd: Runtime = {
  id: 'workerd',
  find: (installed) => versionOf('workerd', installed),
  run: async ({ folder, baseURL, installed }) => {
    const { Miniflare } = requireInstalled('miniflare', installed) as MiniflareModule
    const script = await readFile(await buildExample('worker', folder), 'utf8')
    // `cf: false`: it would ask Cloudflare where in the world this machine is.
    const server = new Miniflare({ modules: true, script, compatibilityDate: '2026-07-01', cf: false })
    try {
      const answer = await server.dispatchFetch('http://127.0.0.1/', { method: 'POST', body: baseURL })
      const text = await answer.text()
      if (!text.startsWith('{')) throw new Error(text)
      return JSON.parse(text) as unknown
    } finally {
      await server.dispose()
    }
  },
}
