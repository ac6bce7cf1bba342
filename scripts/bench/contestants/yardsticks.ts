import { requireInstalled } from '../../lib/runtimes/installed-package.ts'
import { question } from '../payload.ts'
import { checkedStream } from '../yardsticks/checked-stream.ts'
import { fetchCall } from '../yardsticks/fetch-call.ts'
import { parserStream, type ParserModule } from '../yardsticks/parser-stream.ts'
import { parserTransformStream, type ParserStreamModule } from '../yardsticks/parser-transform-stream.ts'
import { plainStream } from '../yardsticks/plain-stream.ts'
import { readBytes } from '../yardsticks/read-bytes.ts'
import { undiciCall, type UndiciModule } from '../yardsticks/undici-call.ts'
import { API_KEY, fetchStream, giveOne, type Contestant } from './contestant.ts'

/** What is written by hand, by the names of its files. */
export const yardsticks: Record<string, (peersFolder: string) => Contestant> = {
  fetch: () => ({
    prepareCall: ({ baseURL }) => {
      const url = `${baseURL}/v1/chat/completions`
      return () => fetchCall(url, API_KEY, question)
    },
    prepareStream: (source) => async () => piecesOf(await fetchStream(source)),
  }),
  undici: (peersFolder) => {
    const undici = requireInstalled('undici', peersFolder) as UndiciModule
    return {
      prepareCall: ({ baseURL }) => {
        const url = `${baseURL}/v1/chat/completions`
        return () => undiciCall(undici, url, API_KEY, question)
      },
    }
  },
  'read-bytes': () => ({
    givesOne: true,
    prepareStream: (source) => async () => giveOne(readBytes(await fetchStream(source))),
  }),
  'plain-stream': () => ({ prepareStream: (source) => async () => plainStream(await fetchStream(source)) }),
  'checked-stream': () => ({
    prepareStream: (source) => async () => checkedStream(await fetchStream(source), new AbortController()),
  }),
  // What no client can do without, once the events are there.
  'json-parse': () => ({
    prepareStream: (source) => {
      let events: string[] | undefined
      return async () => {
        events ??= (await (await fetchStream(source)).text()).split('\n\n').map((event) => event.slice('data: '.length))
        return parseAll(events)
      }
    },
  }),
  'parser-stream': (peersFolder) => {
    const parser = requireInstalled('eventsource-parser', peersFolder) as ParserModule
    return { prepareStream: (source) => async () => parserStream(await fetchStream(source), parser) }
  },
  'parser-transform-stream': (peersFolder) => {
    const parser = requireInstalled('eventsource-parser/stream', peersFolder) as ParserStreamModule
    return { prepareStream: (source) => async () => parserTransformStream(await fetchStream(source), parser) }
  },
}

// An async generator, as what it is compared with.
// eslint-disable-next-line @typescript-eslint/require-await
async function* parseAll(events: readonly string[]): AsyncGenerator<unknown, void> {
  for (const data of events) {
    if (data === '[DONE]') return
    yield JSON.parse(data) as unknown
  }
}

async function* piecesOf(response: Response): AsyncGenerator<Uint8Array, void> {
  const reader = response.body?.getReader()
  for (;;) {
    const result = await reader?.read()
    if (!result || result.done) return
    yield result.value
  }
}
