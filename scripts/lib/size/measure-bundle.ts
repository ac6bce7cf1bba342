import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { SOURCE_CONDITION } from '../package/published-manifest.ts'

/** What a program adds to an application, in bytes. */
export interface BundleSize {
  minified: number
  gzip: number
  /** Every module that anything is left of, the largest first, with its bytes in the minified bundle. */
  modules: [path: string, bytes: number][]
}

/**
 * Bundles an ES module for browsers, as an application would that has the project in `folder` installed; `undici` is
 * never in it. Everything that the module exports is kept.
 */
export async function measureBundle(contents: string, folder: string): Promise<BundleSize & { text: string }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: [SOURCE_CONDITION],
    external: ['undici'],
    logLevel: 'error',
    write: false,
    metafile: true,
  })
  const [output] = outputFiles
  const bytes = output?.contents ?? new Uint8Array()
  const modules = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .map(([path, { bytesInOutput }]): [string, number] => [path, bytesInOutput])
    .filter(([, size]) => size > 0)
    .sort(([, one], [, other]) => other - one)
  return { minified: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, modules, text: output?.text ?? '' }
}
