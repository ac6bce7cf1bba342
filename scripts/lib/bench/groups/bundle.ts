import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build as runEsbuild, type Plugin } from 'esbuild'
import { projectRoot } from '../../run-command.ts'
import type { BenchContext } from '../group.ts'
import type { Measurement } from '../measurement.ts'

/** What an application imports, and the folder from which it does so. */
interface Application {
  code: string
  folder: string
}

/** How many models are added to see what each of them costs. */
const FURTHER_MODELS = 20

/** What each client adds to an application for browsers. */
export async function measureBundles({ program, onProgress }: BenchContext): Promise<Measurement[]> {
  const values: Record<string, number[]> = {}
  for (const [name, application] of applicationsOf(program.peersFolder)) {
    onProgress(name)
    values[name] = [await bundle(application)]
  }
  const more = await bundle(OURS, [addModels(FURTHER_MODELS)])
  const [three = NaN] = values['ours'] ?? []
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
      title: `what one more documented model adds, of ${String(FURTHER_MODELS)}`,
      unit: 'bytes',
      base: 'ours',
      values: { ours: [(more - three) / FURTHER_MODELS] },
      notes: ['Each has a name and a generated function of its own, as if it had a spec of its own.'],
    },
  ]
}

const OURS: Application = { code: "export { createClient } from './src/index.ts'", folder: projectRoot }

function applicationsOf(peersFolder: string): [name: string, Application][] {
  const peer = (code: string) => ({ code, folder: peersFolder })
  const operation = 'createChatCompletionDoubaoSeedEvolving'
  const generated = [
    `export { ${operation} } from './generated/anyfast/doubao-seed-evolving/index.ts'`,
    "export { createClient } from './generated/runtime/client/index.ts'",
  ]
  return [
    ['ours', OURS],
    // The place for one gateway alone, once the package has an entry for it: ['ours, one gateway', { … }].
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
async function bundle({ code, folder }: Application, plugins: Plugin[] = []): Promise<number> {
  const { outputFiles } = await runEsbuild({
    stdin: { contents: code, resolveDir: folder },
    plugins,
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

const SDK = 'generated/anyfast/doubao-seed-evolving/sdk.gen.ts'

/** As if the docs documented so many models more, each with a generated function of its own. */
function addModels(count: number): Plugin {
  return {
    name: 'more-models',
    setup: (build) => {
      build.onLoad({ filter: /[\\/]catalog\.gen\.ts$/ }, async ({ path }) => ({
        contents: addToCatalog(await readFile(path, 'utf8'), count),
        loader: 'ts',
      }))
      build.onResolve({ filter: /\?further=/ }, ({ path }) => ({
        path: join(projectRoot, SDK),
        suffix: path.slice(path.indexOf('?')),
      }))
      build.onLoad({ filter: /[\\/]sdk\.gen\.ts$/ }, async ({ path, suffix }) => ({
        contents: (await readFile(path, 'utf8')).replaceAll('Evolving', `Evolving${suffix.replace(/\D/g, '')}`),
        loader: 'ts',
      }))
    },
  }
}

function addToCatalog(catalog: string, count: number): string {
  const numbers = Array.from({ length: count }, (_, number) => String(number))
  const imports = numbers.map(
    (number) =>
      `import { createChatCompletionDoubaoSeedEvolving${number} as further${number} } from './further.ts?further=${number}'`,
  )
  const entries = numbers.map((number) => `"doubao-seed-further-${number}-2511${number}": further${number},`)
  const [before, after, ...rest] = catalog.split('"models": {\n')
  if (before === undefined || after === undefined || rest.length === 0) {
    throw new Error('generated/catalog.gen.ts lists no models where the bench looks for them')
  }
  return [...imports, [before, `${entries.join('\n')}\n${after}`, ...rest].join('"models": {\n')].join('\n')
}
