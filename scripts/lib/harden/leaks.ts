import { getEventListeners, setMaxListeners } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { createClient } from 'doubao-client'
import { mapWithLimit } from '../faults/map-with-limit.ts'
import { createCountingClock } from './counting-clock.ts'
import { withBounds, type PartResult } from './part-result.ts'
import { createRandom } from './random.ts'
import type { HardenServer } from './start-server.ts'
import { waysToEnd, type EndingCall } from './ways-to-end.ts'

export interface LeakOptions {
  seed: number
  streams?: number
  onProgress?: (done: number) => void
}

const AT_A_TIME = 50

/** Leaks: streams that end in every way, at random; afterwards nothing of them may be left. */
export async function measureLeaks(server: HardenServer, options: LeakOptions): Promise<PartResult> {
  const { seed, streams = 2_000, onProgress } = options
  const random = createRandom(seed)
  const clock = createCountingClock()
  const { completions } = createClient({ gateway: 'anyfast', apiKey: 'leak-key', baseURL: server.baseURL, clock }).chat
  const shared = new AbortController().signal
  setMaxListeners(0, shared)
  const signals = [shared]
  const start: EndingCall['start'] = (callOptions) =>
    completions.create(
      { model: 'doubao-seed-evolving', messages: [{ role: 'user', content: '春' }], stream: true },
      callOptions,
    )
  const before = countResources()
  const ways = Object.entries(waysToEnd)
  const problems = new Set<string>()
  await mapWithLimit([...Array(streams).keys()], AT_A_TIME, async (index) => {
    const [name, end] = ways[Math.floor(random() * ways.length)] ?? ['', () => Promise.resolve()]
    const controller = new AbortController()
    signals.push(controller.signal)
    await end({ start, controller, shared, random }).catch((error: unknown) =>
      problems.add(`${name}: ${String(error)}`),
    )
    if (index % 100 === 0) onProgress?.(index)
  })
  const unfinished = await server.settle()
  const connections = await server.closeIdle()
  await setTimeout(100)
  const after = countResources()
  const listeners = signals.map((signal) => getEventListeners(signal, 'abort').length)
  return withBounds(
    [
      { name: `streams ended in ${String(ways.length)} ways`, value: streams, unit: '' },
      { name: 'answers still open at the server', value: unfinished, unit: '', atMost: 0 },
      { name: 'connections left at the server', value: connections, unit: '', atMost: 0 },
      { name: 'sockets left', value: after.sockets - before.sockets, unit: '', atMost: 0 },
      { name: 'timers left by the client', value: clock.openTimers(), unit: '', atMost: 0 },
      { name: 'timers left that keep a process alive', value: after.timers - before.timers, unit: '', atMost: 0 },
      { name: 'listeners left on the shared signal', value: listeners[0] ?? 0, unit: '', atMost: 0 },
      {
        name: 'listeners left on signals of one call',
        value: listeners.slice(1).reduce((sum, count) => sum + count, 0),
        unit: '',
        atMost: 0,
      },
    ],
    [...problems],
  )
}

function countResources(): { sockets: number; timers: number } {
  const resources = process.getActiveResourcesInfo()
  return {
    sockets: resources.filter((name) => name.startsWith('TCP')).length,
    timers: resources.filter((name) => name === 'Timeout').length,
  }
}
