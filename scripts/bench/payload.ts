import { makeChunk, makeCompletion, makeUsageChunk } from '../../contract-tests/support/faults/doubao-shapes.ts'

/** A piece of a text that a model sends: mostly Chinese, some words of English, a line end now and then. */
const PIECES = ['你好', '，我是', '豆包', '。', ' streaming', ' client', '生成的', '第', '一', '个', '\n\n', '🌏']

/** The events of one stream of so many chunks, in the shape of Doubao's recorded ones. */
export function makeEvents(chunks: number): string {
  const lines = Array.from({ length: chunks - 1 }, (_, position) => {
    const piece = `${PIECES[position % PIECES.length] ?? ''}${position % 7 === 0 ? String(position) : ''}`
    return position < chunks / 10 ? makeChunk({ content: '', reasoning_content: piece }) : makeChunk({ content: piece })
  })
  lines.push(
    makeChunk({ content: '' }, 'stop'),
    makeUsageChunk({ completion_tokens: chunks, total_tokens: chunks + 12 }),
  )
  return `${lines.map((line) => `data: ${JSON.stringify(line)}\n\n`).join('')}data: [DONE]\n\n`
}

/** One event of about so many bytes, and the end of its stream. */
export function makeLargeEvent(bytes: number): string {
  const chunk = makeChunk({ content: '大'.repeat(Math.round(bytes / 3)) }, 'stop')
  return `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`
}

/** The JSON answer to one call. */
export const answer = makeCompletion({ content: '你好！我是豆包，很高兴为你服务。'.repeat(8) })

/** The question of every call. */
export const question = {
  model: 'doubao-seed-evolving',
  messages: [
    { role: 'system' as const, content: '你是一个乐于助人的助手。' },
    { role: 'user' as const, content: '你好！请介绍一下你自己。' },
  ],
}
