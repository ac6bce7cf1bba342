import { readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { createClient, type UserConfig } from '@hey-api/openapi-ts'
import type { SourceFile } from 'typescript'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import { BANNER, type GeneratedFiles } from './generated-files.ts'
import type { EffectiveSpec } from './effective-specs.ts'
import { findSpecDefects } from './find-spec-defects.ts'
import { findForeignCode } from './foreign-code.ts'
import { makeGeneratorInput } from './generator-input.ts'
import { leaveOutSseClient } from './leave-out-sse-client.ts'
import { listFiles } from './list-files.ts'
import type { OpenApiDocument } from './overlays.ts'
import { parseGenerated } from './parse-generated.ts'
import { makeSchemaNames } from './schema-names.ts'
import { explainUnreadable, UnreadableSpecError } from './unreadable-spec-error.ts'

type Hooks = NonNullable<NonNullable<UserConfig['parser']>['hooks']>

/** Where the fetch runtime stands, seen from a spec's folder. */
const RUNTIME = '../../runtime/client/index.ts'

/**
 * Says nothing. Without it the generator looks for a file of some seventy names at every spec, and takes the settings of
 * whichever it meets.
 */
const SETTINGS_FILE = join(import.meta.dirname, 'generator-settings.json')

/** The runtime is the same for every document; this one is the least. */
const NO_OPERATION = { openapi: '3.1.0', info: { title: 'runtime', version: '1' }, paths: {} }

/** What {@link generateClient} makes. */
export interface GeneratedClient {
  files: GeneratedFiles
  /** Of the files that are code. */
  syntax: Map<string, SourceFile>
  findings: Finding[]
}

/**
 * Generates the typed client of one effective spec, as if below a working folder, where nothing is written. What the spec
 * says that no code can hold is left out of the client, and a finding.
 *
 * @throws UnreadableSpecError where the generator cannot read the spec.
 */
export async function generateClient(spec: EffectiveSpec, folder: string): Promise<GeneratedClient> {
  const { id } = spec.source
  const { rendered, restore, defects } = await renderClient(join(folder, id), spec).catch(
    async (error: unknown): Promise<never> => {
      throw await explainUnreadable(spec, `the generator cannot read it: ${reasonOf(error)}`, error)
    },
  )
  // The client that would be module state is left behind.
  const names = [...rendered.keys()].filter((name) => name !== 'client.gen.ts').sort()
  const files: GeneratedFiles = new Map(names.map((name) => [`${id}/${name}`, restore(rendered.get(name) ?? '')]))
  const syntax = new Map([...files].map(([name, text]) => [name, parseGenerated(name, text)]))
  const foreign = [...syntax.values()].flatMap(findForeignCode)
  if (foreign.length > 0) {
    throw new UnreadableSpecError(`the generator makes code of what it says: ${foreign.join('; ')}`, spec)
  }
  files.set(`${id}/openapi.json`, `${JSON.stringify(spec.document, null, 2)}\n`)
  return { files, syntax, findings: defects }
}

/** A schema that is none, such as an `enum` that is no list, is the document's fault, wherever it is stumbled over. */
async function renderClient(path: string, spec: EffectiveSpec) {
  const { input, restore, unusable } = makeGeneratorInput(spec.document)
  const defects = findSpecDefects(spec, unusable)
  const rendered: GeneratedFiles = new Map()
  const job = jobFor(input, path, { withRuntime: false })
  await createClient({ ...job, dryRun: true, parser: { ...job.parser, hooks: { events: keepRendered(rendered) } } })
  return { rendered, restore, defects }
}

/**
 * Keeps what the generator renders. It offers nobody its files but on the disk, and there four files a spec would be
 * written, listed, read and removed, which takes longer than the checks of what stands in them.
 */
function keepRendered(files: GeneratedFiles): NonNullable<Hooks['events']> {
  return {
    'plugin:handler:after': ({ plugin: { gen } }) => {
      if (Object.hasOwn(gen, 'render')) return
      const render = gen.render.bind(gen)
      gen.render = (meta) => {
        const outputs = render(meta)
        for (const { path, content } of outputs) {
          files.set(relative(gen.root, resolve(gen.root, path)).replaceAll(sep, '/'), content)
        }
        return outputs
      }
    },
  }
}

/** Generates the one copy of the fetch runtime, whatever the specs need of it, below a working folder. */
export async function generateRuntime(folder: string): Promise<GeneratedFiles> {
  const path = join(folder, 'runtime')
  await createClient(jobFor(structuredClone(NO_OPERATION), path, { withRuntime: true }))
  const written = await readFiles(path, (name) => /^(client|core)\//.test(name))
  return leaveOutSseClient(new Map([...written].map(([name, text]) => [`runtime/${name}`, text])))
}

/** The generator writes into `input`. */
function jobFor(input: OpenApiDocument, path: string, { withRuntime }: { withRuntime: boolean }): UserConfig {
  return {
    input,
    configFile: SETTINGS_FILE,
    logs: { level: 'silent', file: false },
    output: {
      path,
      header: [BANNER],
      // It would be read only to choose the extension, which is chosen here.
      tsConfigPath: null,
      module: {
        extension: '.ts',
        resolve: (name) => (name === '@hey-api/client-fetch' ? RUNTIME : undefined),
      },
    },
    parser: { transforms: { schemaName: makeSchemaNames(input) } },
    plugins: [
      '@hey-api/typescript',
      { name: '@hey-api/client-fetch', bundle: withRuntime },
      { name: '@hey-api/sdk', client: false },
      'valibot',
    ],
  }
}

/** The generator wraps what went wrong in errors without a message of their own. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { originalError } = error as { originalError?: { error?: unknown } }
  return error.message || (originalError === undefined ? error.name : reasonOf(originalError.error ?? originalError))
}

async function readFiles(folder: string, isKept: (path: string) => boolean): Promise<GeneratedFiles> {
  const paths = (await listFiles(folder)).filter(isKept)
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}
