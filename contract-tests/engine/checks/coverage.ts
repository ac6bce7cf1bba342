import type { CheckContext } from '../check-context.ts'
import type { Side } from '../finding.ts'

/** Who is to blame where a documented property never showed. */
const sideOf: Record<'request' | 'completion' | 'chunk', Side> = {
  request: 'facade',
  completion: 'mock',
  chunk: 'mock',
}

/** Every property that the spec documents was seen on the wire or in what the caller got. Comes last. */
export function checkCoverage({ coverage, recorder }: CheckContext): void {
  for (const [part, side] of Object.entries(sideOf)) {
    const properties = coverage[part as keyof typeof sideOf]
    recorder.pass(properties.seenCount())
    for (const pointer of properties.unseen()) {
      recorder.fail({ code: 'DC406', side, pointer, message: `no ${part} held this property` })
    }
  }
}
