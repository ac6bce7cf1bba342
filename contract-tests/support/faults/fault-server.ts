import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { listen } from './listen.ts'
import { playAnswer } from './play-answer.ts'
import { recordRequest, type RecordedRequest } from './recorded-request.ts'
import { holdRefusedPort } from './refused-port.ts'
import type { Answer } from './scenario-schema.ts'
import type { Scenario } from './scenario.ts'
import type { Step } from './step.ts'

/** A server that plays one scenario, once. */
export interface FaultServer extends AsyncDisposable {
  /** Without `/v1`. */
  baseURL: string
  /** Every request so far, in order, to both origins. */
  requests: RecordedRequest[]
}

/**
 * Starts the server of one scenario. Each has ports of its own, so that no client's connection pool carries the
 * faults of one scenario into another, and a second origin, to which redirects lead: it gives a right answer.
 */
export async function startFaultServer(scenario: Scenario): Promise<FaultServer> {
  const requests: RecordedRequest[] = []
  if (!scenario.answers) {
    const { port, close } = await holdRefusedPort()
    return { baseURL: addressOf(port), requests, [Symbol.asyncDispose]: close }
  }
  const chooseAnswer = createChooser(scenario.answers, scenario.resetsReusedConnections)

  const elsewhere = await listen((request) => answer(request, 'elsewhere', () => plainAnswer(scenario.call.stream)))
  const gateway = await listen((request) => answer(request, 'gateway', chooseAnswer))
  return {
    baseURL: addressOf(gateway.port),
    requests,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([gateway.close(), elsewhere.close()])
    },
  }

  async function answer(
    request: IncomingMessage,
    origin: RecordedRequest['origin'],
    choose: (socket: Socket) => Answer,
  ): Promise<void> {
    const recorded = await recordRequest(request, origin)
    requests.push(recorded)
    const onStatus = (status: number) => {
      recorded.answeredStatus = status
    }
    await playAnswer(choose(request.socket), request.socket, { elsewhere: addressOf(elsewhere.port), onStatus })
  }
}

/** The answer to each request on a connection: the next one, and the last one from then on. */
function createChooser(
  [first, ...others]: NonNullable<Scenario['answers']>,
  resetsReusedConnections: boolean,
): (socket: Socket) => Answer {
  const usedConnections = new WeakSet<Socket>()
  let next = first
  return (socket) => {
    if (resetsReusedConnections && usedConnections.has(socket)) return { ...first, before: ['reset'] }
    usedConnections.add(socket)
    const chosen = next
    next = others.shift() ?? next
    return chosen
  }
}

/** What the second origin says. */
function plainAnswer(isStream: boolean): Answer {
  const stream: Step[] = [{ delta: { content: '别处' } }, { finish: 'stop' }, 'done']
  const whole: Step[] = [{ completion: { content: '别处' } }]
  return { before: [], status: 200, headers: {}, body: isStream ? stream : whole, bom: false }
}

function addressOf(port: number): string {
  return `http://127.0.0.1:${String(port)}`
}
