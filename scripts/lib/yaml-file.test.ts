import { fromPointer, toPointer } from '../../contract-tests/engine/json-pointer.ts'
import { describe, expect, it } from 'vitest'
import { isYamlFile, parseYaml, type YamlFile } from './yaml-file.ts'

const TEXT = `# a comment
info:
  title: Chat
paths:
  /v1/chat:
    post:
      tags:
        - one
        - two
      parameters:
        - name: first
          in: query

        # about the second
        - name: second
          in: header
      description: |
        several
        lines
  200: {}
empty:
`

describe('parseYaml', () => {
  it('reads JSON as well', () => {
    expect(read('{"a": [1, null]}').value).toEqual({ a: [1, null] })
  })

  it.each([
    { path: [], line: 2 },
    { path: ['info'], line: 2 },
    { path: ['info', 'title'], line: 3 },
    { path: ['paths', '/v1/chat', 'post'], line: 6 },
    { path: ['paths', '/v1/chat', 'post', 'tags', 1], line: 9 },
    { path: ['paths', '/v1/chat', 'post', 'tags', '1'], line: 9 },
    { path: ['paths', '/v1/chat', 'post', 'parameters', 1], line: 15 },
    { path: ['paths', '/v1/chat', 'post', 'parameters', 1, 'in'], line: 16 },
    { path: ['paths', '200'], line: 20 },
    { path: ['paths', 200], line: 20 },
    { path: ['empty'], line: 21 },
  ])('finds $path on line $line', ({ path, line }) => {
    expect(read(TEXT).lineOf(path)).toBe(line)
  })

  it.each([
    { path: ['info', 'version'], line: 2 },
    { path: ['info', 'title', 'deeper'], line: 3 },
    { path: ['paths', '/v1/other', 'post'], line: 4 },
    { path: ['paths', '/v1/chat', 'post', 'tags', 7], line: 7 },
  ])('finds the nearest ancestor of $path, which is not there, on line $line', ({ path, line }) => {
    expect(read(TEXT).lineOf(path)).toBe(line)
  })

  it.each([
    { line: 2, path: ['info'] },
    { line: 3, path: ['info', 'title'] },
    { line: 8, path: ['paths', '/v1/chat', 'post', 'tags', 0] },
    { line: 9, path: ['paths', '/v1/chat', 'post', 'tags', 1] },
    { line: 11, path: ['paths', '/v1/chat', 'post', 'parameters', 0, 'name'] },
    { line: 15, path: ['paths', '/v1/chat', 'post', 'parameters', 1, 'name'] },
    { line: 16, path: ['paths', '/v1/chat', 'post', 'parameters', 1, 'in'] },
    { line: 19, path: ['paths', '/v1/chat', 'post', 'description'] },
    { line: 20, path: ['paths', '200'] },
    { line: 21, path: ['empty'] },
  ])('says that line $line is at $path', ({ line, path }) => {
    expect(read(TEXT).pathAt(line)).toEqual(path)
  })

  it('says of every line the path that leads back to it', () => {
    const yaml = read(TEXT)

    const lines = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 20, 21]

    expect(lines.map((line) => yaml.lineOf(yaml.pathAt(line)))).toEqual(lines)
  })

  it('counts lines alike with carriage returns', () => {
    const yaml = read(TEXT.replaceAll('\n', '\r\n'))

    expect(yaml.lineOf(['paths', '/v1/chat', 'post', 'tags', 1])).toBe(9)
    expect(yaml.pathAt(16)).toEqual(['paths', '/v1/chat', 'post', 'parameters', 1, 'in'])
  })

  it('reads an empty text as null, at no path', () => {
    const yaml = read('')

    expect(yaml.value).toBeNull()
    expect(yaml.pathAt(1)).toEqual([])
    expect(yaml.lineOf(['paths'])).toBe(1)
  })

  it.each([
    ['a duplicate key', 'a: 1\nb: 2\na: 3\n', 3, /unique/],
    ['broken syntax', 'a: 1\nb: [1, 2\n', 3, /./],
    ['an unknown tag', 'a: 1\nb: !secret 2\n', 2, /tag/],
    ['a second document', 'a: 1\n---\nb: 2\n', 2, /multiple documents/],
    ['an alias without its anchor', 'a: *nowhere\n', 1, /nowhere/],
  ])('refuses %s and names its line', (_, text, line, message) => {
    const result = parseYaml(text)

    expect(result).toEqual({ line, message: expect.stringMatching(message) as string })
  })

  it('refuses an alias bomb', () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const alias = `*level${String(level)}`
      return `- &level${String(level + 1)} [${Array(9).fill(alias).join(', ')}]`
    })
    const bomb = ['- &level0 [boom]', ...levels].join('\n')

    const result = parseYaml(bomb)

    expect(result).toEqual({ line: 7, message: expect.stringMatching(/alias/i) as string })
  })

  it('follows the few aliases of an ordinary file', () => {
    expect(read('a: &shared [1]\nb: *shared\n').value).toEqual({ a: [1], b: [1] })
  })
})

describe('toPointer and fromPointer', () => {
  it.each([
    { path: [], pointer: '' },
    { path: ['paths', '/v1/chat'], pointer: '/paths/~1v1~1chat' },
    { path: ['a~b', '~1', ''], pointer: '/a~0b/~01/' },
  ])('write $path as "$pointer" and read it back', ({ path, pointer }) => {
    expect(toPointer(path)).toBe(pointer)
    expect(fromPointer(pointer)).toEqual(path)
  })

  it('write an array index as its digits', () => {
    expect(toPointer(['actions', 0])).toBe('/actions/0')
  })
})

function read(text: string): YamlFile {
  const result = parseYaml(text)
  if (!isYamlFile(result)) throw new Error(result.message)
  return result
}
