import { readFileSync } from 'node:fs'

/** The bytes of a recorded stream in `contract-tests/fixtures/`. */
export function readFixture(name: string): Uint8Array {
  return readFileSync(new URL(`../../fixtures/${name}.sse`, import.meta.url))
}

/** The events of a recorded stream, parsed without the code under test: every line of it is one event's data. */
export function chunksOfFixture(name: string): unknown[] {
  return Buffer.from(readFixture(name))
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line): unknown => JSON.parse(line.slice('data: '.length)))
}
