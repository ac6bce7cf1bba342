import { NO_ANSWER } from '../../../contract-tests/support/faults/read-completion.ts'
import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createClient, type ClientOptions, type Hooks } from 'doubao-client'
import type { AnswerOutcome, FaultCall } from '../../../contract-tests/support/faults/outcome.ts'
import { createCuttingFetch } from '../../../contract-tests/support/faults/cutting-fetch.ts'
import { runScenario } from '../../../contract-tests/support/faults/run-scenario.ts'
import { loadScenarios } from '../../../contract-tests/support/faults/scenario.ts'
import { mapWithLimit } from '../faults/map-with-limit.ts'
import { REPORTS_FOLDER } from '../report.ts'
import { projectRoot } from '../run-command.ts'
import { createKeySearch, type KeySearch } from './key-search.ts'
import { withBounds, type PartResult } from './part-result.ts'
import { quotingAnswers } from './quoting-answers.ts'

const AT_A_TIME = 16

/** Secrets: a key made for this run is searched for in all that the client hands out while every fault is played. */
export async function measureSecrets(onProgress?: (done: number) => void): Promise<PartResult> {
  const key = `sk-planted-${randomUUID()}`
  const search = createKeySearch(key)
  const scenarios = loadScenarios()
  let done = 0
  await mapWithLimit(scenarios, AT_A_TIME, async (scenario) => {
    const call = (faultCall: FaultCall) => callWatched(scenario.id, { ...faultCall, apiKey: key }, search)
    await runScenario(scenario, { id: 'watched', call })
    done += 1
    if (done % 50 === 0) onProgress?.(done)
  })
  const answers = Object.entries(quotingAnswers(key))
  for (const [name, fetch] of answers) {
    for (const stream of [true, false]) {
      await callWatched(name, { apiKey: key, stream, fetch, maxRetries: 0 }, search)
    }
  }
  await searchReports(search)
  const found = search.found()
  return withBounds(
    [
      { name: 'faults played', value: scenarios.length, unit: '' },
      { name: 'answers that quote the key', value: answers.length, unit: '' },
      { name: 'places searched', value: search.searched(), unit: '' },
      { name: 'places with the key', value: found.length, unit: '', atMost: 0 },
    ],
    found.map((place) => `the key stands in ${place}`),
  )
}

type WatchedCall = Omit<ClientOptions, 'gateway'> & Pick<FaultCall, 'stream' | 'cutsRequestBody'>

/** Makes a call, and searches its error, its hooks and its logger. What the answer was is no matter here. */
async function callWatched(
  name: string,
  { stream, cutsRequestBody, ...options }: WatchedCall,
  search: KeySearch,
): Promise<AnswerOutcome> {
  const watch = (place: string) => (event: unknown) => {
    search.searchValue(`${name}: ${place}`, event)
  }
  const hookNames = ['onRequest', 'onRetry', 'onResponse', 'onError', 'onStreamEnd'] as const
  const hooks: Hooks = Object.fromEntries(hookNames.map((hook) => [hook, watch(hook)]))
  const log = (...values: unknown[]) => {
    search.searchValue(`${name}: logger`, values)
  }
  const logger = { debug: log, warn: log, error: log }
  const own = cutsRequestBody ? { fetch: createCuttingFetch() } : {}
  const { completions } = createClient({ gateway: 'anyfast', ...options, ...own, hooks, logger }).chat
  const question = { model: 'doubao-seed-evolving' as const, messages: [{ role: 'user' as const, content: '春' }] }
  try {
    if (!stream) await completions.create(question)
    else await (await completions.create({ ...question, stream: true })).finalChatCompletion()
  } catch (error) {
    search.searchValue(`${name}: error`, error)
  }
  return NO_ANSWER
}

async function searchReports(search: KeySearch): Promise<void> {
  const folder = join(projectRoot, REPORTS_FOLDER)
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    search.searchText(entry.name, await readFile(join(entry.parentPath, entry.name), 'utf8'))
  }
}
