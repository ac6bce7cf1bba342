import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../run-command.ts'
import { nameOfFact, type Fact } from './fact.ts'
import { readRenderedPage } from './rendered-page.ts'

const PAGE = await readFile(join(projectRoot, 'specs/pages/001_342d0374829a7b87.txt'), 'utf8')

it.each([
  ['operation method', 'POST', 'POST'],
  ['operation path part 5', 'completions', 'completions'],
  ['operation summary', '对话补全', '对话补全'],
  ['operation curl line 1', '--url https://www.anyfast.ai/v1/chat/completions \\', '--url https'],
  ['operation authorization place', 'header', 'header'],
  ['operation media type', 'application/json', 'application/json'],
  ['request model type', 'string', 'enum<string>'],
  ['request model required', true, '必填'],
  ['request thinking required', false, 'thinking'],
  ['request messages type', 'array', 'object[]'],
  ['request messages items type', 'object', 'object[]'],
  ['request messages minItems', 1, 'Minimum array length: 1'],
  ['request reasoning_effort default', 'high', '默认值:high'],
  ['request reasoning_effort enum', ['minimal', 'low', 'medium', 'high'], 'minimal,'],
  ['request max_tokens default', 65_536, '默认值:65536'],
  ['request max_tokens minimum', 1, '必填范围: 1 <= x <= 262144'],
  ['request max_tokens maximum', 262_144, '必填范围: 1 <= x <= 262144'],
  ['request stream default', false, '默认值:false'],
  ['request stop type', undefined, 'stop'],
  ['request temperature example', 1, '1'],
  ['request tools.0 sample', {}, '{}'],
  ['answer object type', 'string', 'string'],
  ['answer usage required', false, 'usage'],
  ['answer choices.0.message.reasoning_content sample', '<string>', '"reasoning_content": "<string>"'],
])('reads "%s", and on which line it stands', (name, stated, text) => {
  const fact = read(PAGE).find((candidate) => nameOfFact(candidate) === name)

  expect(fact?.stated).toEqual(stated)
  expect(PAGE.split('\n')[(fact?.line ?? 0) - 1]?.trim()).toContain(text)
})

it('names every fact once', () => {
  const names = read(PAGE).map(nameOfFact)

  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

it('reads the English labels of the same form', () => {
  const english = Object.entries({
    授权: 'Authorizations',
    请求体: 'Body',
    响应: 'Response',
    必填范围: 'Required range',
    必填: 'required',
    默认值: 'default',
    可用选项: 'Available options',
    示例: 'Example',
  }).reduce((page, [label, translation]) => page.replaceAll(new RegExp(`^${label}(?=:|$)`, 'gm'), translation), PAGE)

  expect(read(english)).toEqual(read(PAGE))
})

it.each([
  ['the section of the body', '请求体\n', ''],
  ['the section of the answer', '\n响应\n', '\n'],
  ['the example of the answer', '{\n  "id"', '"id"'],
])('a page without %s is no witness', (_, before, after) => {
  expect(readRenderedPage(PAGE.replace(before, after))).toHaveProperty('message')
})

function read(page: string): Fact[] {
  const facts = readRenderedPage(page)
  if (!Array.isArray(facts)) throw new Error(facts.message)
  return facts
}
