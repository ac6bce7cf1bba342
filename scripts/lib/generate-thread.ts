import { enableCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { ThreadMessage, ThreadTask } from './generate-specs.ts'

// One of the threads that generate clients. A spec that cannot be read is left to the thread that started this one.
const task = workerData as ThreadTask
if (task.compileCache !== undefined) enableCompileCache(task.compileCache)
const { createSpecGenerator } = await import('./generate-spec.ts')
const { takeSources } = await import('./generate-specs.ts')

await using generator = await createSpecGenerator(task.project)
for (const { index, source } of takeSources(task)) {
  const result = await generator.generate(source).catch(() => undefined)
  if (result) parentPort?.postMessage({ index, ...result } satisfies ThreadMessage)
}
