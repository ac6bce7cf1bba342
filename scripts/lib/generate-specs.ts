import { getCompileCacheDir } from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import { createSpecGenerator, type GeneratedSpec, type SpecGenerator } from './generate-spec.ts'
import type { Project } from './project.ts'
import type { Source } from './sources.ts'

/** What comes of one spec. */
export interface SpecResult {
  result: GeneratedSpec | undefined
  findings: Finding[]
}

/** What a thread is given. */
export interface ThreadTask {
  project: Project
  sources: readonly Source[]
  /** How many specs have been taken, by all threads together. */
  taken: Int32Array
  compileCache: string | undefined
}

/** A result, and the place of its source in the list. */
export interface ThreadMessage extends SpecResult {
  index: number
}

/** A thread loads generator and compiler once again, which is as long as generating so many specs. */
const SPECS_A_THREAD = 40

/** Each takes some 200 MB. */
const MAX_THREADS = 4

/**
 * Generates the clients of specs, and the runtime. Many are shared out among threads, as far as there are processors;
 * what they make does not depend on who made it.
 *
 * @throws what the generator throws for the first spec of the list that it cannot read.
 */
export async function generateSpecs(
  project: Project,
  sources: readonly Source[],
  threads = Math.min(availableParallelism(), Math.floor(sources.length / SPECS_A_THREAD), MAX_THREADS),
): Promise<{ specs: (SpecResult & { source: Source })[]; runtime: GeneratedSpec['files'] }> {
  await using generator = await createSpecGenerator(project)
  const results = threads > 1 ? await generateInThreads(project, sources, generator, threads) : undefined
  const specs = []
  for (const [index, source] of sources.entries()) {
    // One at a time: jobs of the generator that run at once need twice the memory and are not faster.
    const known = results?.get(index) ?? (await generateOne(generator, source))
    specs.push({ source, result: known.result, findings: known.findings })
  }
  return { specs, runtime: [...(await generator.runtime())] }
}

/** The results of all specs but those that could not be generated, by their place in the list. */
async function generateInThreads(
  project: Project,
  sources: readonly Source[],
  generator: SpecGenerator,
  threads: number,
): Promise<Map<number, SpecResult>> {
  const results = new Map<number, SpecResult>()
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const compiled = getCompileCacheDir()
  const task: ThreadTask = { project, sources, taken, compileCache: compiled && dirname(compiled) }
  const others = Array.from({ length: threads - 1 }, () =>
    runThread(task, ({ index, ...result }) => results.set(index, result)),
  )
  for (const { index, source } of takeSources(task)) {
    const result = await generateOne(generator, source).catch(() => undefined)
    if (result) results.set(index, result)
  }
  await Promise.all(others)
  return results
}

/** Takes one source after the other that no thread has taken yet. */
export function* takeSources({ sources, taken }: ThreadTask): Generator<{ index: number; source: Source }> {
  for (;;) {
    const index = Atomics.add(taken, 0, 1)
    const source = sources[index]
    if (!source) return
    yield { index, source }
  }
}

/** Whatever ends a thread, what it has not made is made here afterwards, with the error if there is one. */
function runThread(task: ThreadTask, onMessage: (message: ThreadMessage) => void): Promise<void> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./generate-thread.ts', import.meta.url), { workerData: task, execArgv: [] })
    worker.on('message', onMessage)
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      resolve()
    })
  })
}

/** After each spec, what waits has its turn, such as messages of other threads and what frees memory. */
async function generateOne(generator: SpecGenerator, source: Source): Promise<SpecResult> {
  const result = await generator.generate(source)
  await setImmediate()
  return result
}
