import { readEvents } from '../answers/event-text.ts'
import { keptHeaders, type Answer } from './answer.ts'

/** How long an answer may take; by default four minutes, since a model may think long before its first token. */
export interface TimeLimits {
  /** To the end of the answer. What takes longer is taken as far as it came. */
  whole: number
  /** From a stream's end mark to the end of its connection, which some gateways leave open. */
  afterEndMark: number
}

const MILLISECONDS: TimeLimits = { whole: 240_000, afterEndMark: 2_000 }

/**
 * Sends one request to where it is addressed and reads the answer, the whole of it before anyone sees it: the key is
 * taken out of it, and most headers. Gives undefined where no answer came. Nothing is sent again, no redirect followed.
 */
export async function askGateway(
  request: Request,
  redact: (text: string) => string,
  limits = MILLISECONDS,
): Promise<Answer | undefined> {
  const controller = new AbortController()
  const endWithin = (milliseconds: number) => {
    setTimeout(() => {
      controller.abort()
    }, milliseconds).unref()
  }
  endWithin(limits.whole)
  const signal = AbortSignal.any([request.signal, controller.signal])
  const response = await fetch(request, { signal, redirect: 'manual' }).catch(() => undefined)
  if (!response) return undefined
  const { text, isWhole } = await readText(response, () => {
    endWithin(limits.afterEndMark)
  })
  const headers = Object.entries(keptHeaders(response.headers)).map(([name, value]) => [name, redact(value)] as const)
  return { status: response.status, headers: Object.fromEntries(headers), body: redact(text), isWhole }
}

async function readText(response: Response, onEndMark: () => void): Promise<{ text: string; isWhole: boolean }> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let text = ''
  let isComplete = false
  try {
    for await (const bytes of response.body ?? []) {
      text += decoder.decode(bytes, { stream: true })
      if (isComplete || readEvents(text).endMark === 'missing') continue
      isComplete = true
      onEndMark()
    }
    return { text: text + decoder.decode(), isWhole: true }
  } catch {
    return { text, isWhole: isComplete }
  }
}
