import { createHash } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChatOperation } from '../../../contract-tests/engine/chat-operation.ts'
import type { EffectiveSpec } from '../effective-specs.ts'
import { generateClients } from '../generate-clients.ts'
import { loadEffectiveSpecs } from '../load-effective-specs.ts'
import type { OpenApiDocument } from '../overlays.ts'
import { projectRoot } from '../run-command.ts'
import { writeFiles } from '../write-files.ts'

/** The package's sources in a temporary folder, with more models than the docs have. `await using` removes it. */
export interface LargerProject extends AsyncDisposable {
  folder: string
  /** The models that were added. */
  models: string[]
}

/** Copies src/, and generates what it needs from this project's specs and `count` more, each of one more model. */
export async function makeLargerProject(count: number): Promise<LargerProject> {
  const { specs } = await loadEffectiveSpecs(projectRoot)
  const pattern = specs.find(({ document }) => findChatOperation(document)?.models.length === 1)
  if (!pattern) throw new Error('no spec documents exactly one model')
  const models = Array.from({ length: count }, (_, index) => modelName(index))
  const { files } = await generateClients([...specs, ...models.map((model) => specLike(pattern, model))])

  const folder = await mkdtemp(join(tmpdir(), 'doubao-client-size-'))
  for (const path of ['src', 'package.json']) await cp(join(projectRoot, path), join(folder, path), { recursive: true })
  await writeFiles(join(folder, 'generated'), files)
  return { folder, models, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

/** A name as gateways give them, such as `doubao-seed-1-6-lite-251015`, the same in each run. Nothing else repeats. */
function modelName(index: number): string {
  const [kind = 0, major = 0, minor = 0, ...date] = createHash('sha256').update(String(index)).digest()
  const kinds = ['lite', 'pro', 'flash', 'vision', 'code', 'thinking', 'mini', 'character']
  const day = date.slice(0, 6).map((byte) => byte % 10)
  return `doubao-seed-${String(major % 4)}-${String(minor % 10)}-${kinds[kind % kinds.length] ?? ''}-${day.join('')}`
}

/** The same spec of another model: its path, its names and its words stay but for the model's. */
function specLike(spec: EffectiveSpec, model: string): EffectiveSpec {
  const operation = findChatOperation(spec.document)
  const [former = ''] = operation?.models ?? []
  const document = JSON.parse(JSON.stringify(spec.document).replaceAll(former, model)) as OpenApiDocument
  const { paths } = document as { paths: Record<string, { post: { operationId?: string } }> }
  const post = paths[operation?.path ?? '']?.post
  if (post) post.operationId = `createChatCompletion-${model}`
  return { ...spec, document, source: { ...spec.source, spec: model, id: `${spec.source.gateway}/${model}` } }
}
