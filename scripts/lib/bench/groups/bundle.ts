import { gzipSync } from 'node:zlib'
import { build as runEsbuild } from 'esbuild'
import { projectRoot } from '../../run-command.ts'
import { measureSize, MORE_MODELS } from '../../size/measure-size.ts'
import type { BenchContext } from '../group.ts'
import type { Measurement } from '../measurement.ts'

/** What an application imports, and the folder from which it does so. */
interface Application {
  code: string
  folder: string
}

/** What each client adds to an application for browsers. */
export async function measureBundles({ program, onProgress }: BenchContext): Promise<Measurement[]> {
  const { allGateways, oneGateway, gzipPerModel } = await measureSize()
  const values: Record<string, number[]> = { ours: [allGateways.gzip], 'ours, one gateway': [oneGateway.gzip] }
  for (const [name, application] of applicationsOf(program.peersFolder)) {
    onProgress(name)
    values[name] = [await bundle(application)]
  }
  return [
    {
      id: 'bundle',
      title: 'what a client adds to an application',
      unit: 'bytes',
      base: 'ours',
      values,
      notes: ['esbuild for browsers, minified, es2022, gzip -9. `ours` holds every gateway.'],
    },
    {
      id: 'bundle-model',
      title: `what one more documented model adds, of ${String(MORE_MODELS)}`,
      unit: 'bytes',
      base: 'ours',
      values: { ours: [gzipPerModel] },
      notes: ['Each has a name and a generated function of its own, as if it had a spec of its own.'],
    },
  ]
}

function applicationsOf(peersFolder: string): [name: string, Application][] {
  const peer = (code: string) => ({ code, folder: peersFolder })
  const operation = 'createChatCompletionDoubaoSeedEvolving'
  const generated = [
    `export { ${operation} } from './generated/anyfast/doubao-seed-evolving/index.ts'`,
    "export { createClient } from './generated/runtime/client/index.ts'",
  ]
  return [
    ['generated', { code: generated.join('\n'), folder: projectRoot }],
    ['openai', peer("export { OpenAI } from 'openai'")],
    [
      'ai-sdk',
      peer(
        "export { generateText, streamText } from 'ai'; export { createOpenAICompatible } from '@ai-sdk/openai-compatible'",
      ),
    ],
    [
      'hey-api',
      peer(`export { ${operation} } from './hey-api/sdk.gen'; export { createClient } from './hey-api/client'`),
    ],
    ['openapi-fetch', peer("export { default } from 'openapi-fetch'")],
  ]
}

/** Bytes of gzip. */
async function bundle({ code, folder }: Application): Promise<number> {
  const { outputFiles } = await runEsbuild({
    stdin: { contents: code, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  })
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length
}
