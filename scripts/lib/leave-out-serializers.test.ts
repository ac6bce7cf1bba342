import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from 'doubao-client/generated/runtime'
import { expect, it } from 'vitest'
import { generateFromSpecs } from './generate-from-specs.ts'
import { leaveOutSerializers } from './leave-out-serializers.ts'
import { makeTemporaryProject, type TemporaryProject } from './temporary-project.ts'

const CLIENT_MODULE = 'runtime/client/utils.gen.ts'
const CORE_MODULE = 'runtime/core/utils.gen.ts'
const SOURCES = 'specs/sources.yaml'
const OVERLAYS = '[json-schema-dialect, null-in-string-enum, chat-stream, tool-calls, error-examples]'

const importOf = (path: string, types = '') =>
  `import {\n${types}  serializeArrayParam,\n  serializeObjectParam,\n  serializePrimitiveParam,\n} from '${path}';\n`

const clientModule = `${importOf('../core/pathSerializer.gen.ts')}import { a } from 'a';

export const createQuerySerializer = ({ parameters }) => {
  const querySerializer = () => {
    serializeArrayParam();
  };
  return querySerializer;
};

export const b = a;

const defaultQuerySerializer = createQuerySerializer({
  array: {
    style: 'form',
  },
});
`
const coreModule = `${importOf('./pathSerializer.gen.ts', '  type ArraySeparatorStyle,\n')}
export const defaultPathSerializer = ({ path }) => {
  serializeArrayParam();
};

export const getUrl = () => defaultPathSerializer({});
`

/** Gives one spec an operation with a parameter in its path, and another in its query. */
const WITH_PARAMETERS = `overlay: 1.1.0
info: { title: Test, version: '1' }
actions:
  - target: $.paths
    description: Reads a task.
    x-evidence: [somewhere]
    update:
      /v1/tasks/{id}:
        get:
          operationId: getTask
          parameters:
            - { name: id, in: path, required: true, schema: { type: string } }
            - { name: tags, in: query, schema: { type: array, items: { type: string } } }
          responses:
            '200': { description: The task, content: { application/json: { schema: { type: object } } } }
`

type GetTask = (options: object) => Promise<{ data: unknown; error: unknown }>

it('keeps what stands around the serializers, and nothing of them', () => {
  const files = leaveOutSerializers(
    new Map([
      [CLIENT_MODULE, clientModule],
      [CORE_MODULE, coreModule],
      ['other.ts', 'serializeArrayParam'],
    ]),
  )

  expect([...files.values()].filter((text) => /serialize\w+Param\b/.test(text))).toEqual(['serializeArrayParam'])
  expect(files.get(CLIENT_MODULE)).toMatch(/^import \{ a \} from 'a';\n\nexport const createQuerySerializer = /)
  expect(files.get(CLIENT_MODULE)).toContain('};\n\nexport const b = a;\n')
  expect(files.get(CORE_MODULE)).toContain('export const getUrl = () => defaultPathSerializer({});\n')
})

it.each([
  ['its import', CLIENT_MODULE, 'serializeObjectParam,'],
  ['the query serializer', CLIENT_MODULE, 'export const createQuerySerializer'],
  ['the default query serializer', CLIENT_MODULE, 'const defaultQuerySerializer'],
  ['the import of styles', CORE_MODULE, 'type ArraySeparatorStyle'],
  ['the path serializer', CORE_MODULE, 'export const defaultPathSerializer'],
])('says so where the generator changed %s', (_, changed, part) => {
  const files = [
    [CLIENT_MODULE, clientModule],
    [CORE_MODULE, coreModule],
  ].map(([path = '', text = '']): [string, string] => [path, path === changed ? text.replace(part, 'other') : text])

  expect(() => leaveOutSerializers(new Map(files))).toThrow(`${changed} has no `)
})

it.each([
  ['query', { query: { page: 1 } }],
  ['path', { path: { id: 'one' } }],
])('the generated runtime refuses %s parameters, which no spec has, and sends nothing', async (kind, parameters) => {
  let requests = 0
  const fetch = () => {
    requests += 1
    return Promise.resolve(new Response())
  }
  const client = createClient({ fetch, baseUrl: 'http://127.0.0.1' })
  const options = { url: '/v1/tasks/{id}', ...parameters }
  const reason = new TypeError(`left out: no spec has ${kind} parameters`)

  expect(await client.get(options)).toMatchObject({ error: reason, response: undefined })
  await expect(client.get({ ...options, throwOnError: true })).rejects.toThrow(reason)
  expect(() => client.buildUrl(options)).toThrow(reason)
  expect(requests).toBe(0)
})

it('has the serializers as soon as one spec has a parameter, and its client sends it', async () => {
  await using project = await makeTemporaryProject()
  const { findings } = await generateWithParameters(project)
  const requests: string[] = []
  const fetch = (request: unknown) => {
    requests.push((request as Request).url)
    return Promise.resolve(Response.json({ id: 'one' }))
  }

  const runtime = await load(project, 'runtime/client/index.ts')
  const { getTask } = (await load(project, 'anyfast/doubao-seed-evolving/sdk.gen.ts')) as { getTask: GetTask }
  const client = (runtime['createClient'] as typeof createClient)({ fetch, baseUrl: 'https://gateway.example' })
  const { data, error } = await getTask({ client, path: { id: 'a/ä' }, query: { tags: ['x', 'y&z'] } })

  expect(findings).toEqual([])
  expect({ data, error }).toEqual({ data: { id: 'one' }, error: undefined })
  expect(requests).toEqual(['https://gateway.example/v1/tasks/a%2F%C3%A4?tags=x&tags=y%26z'])
})

it('fits the runtime to the specs whether they come from the cache or not', async () => {
  await using project = await makeTemporaryProject()
  const modules = [`generated/${CLIENT_MODULE}`, `generated/${CORE_MODULE}`]
  const sources = await project.read(SOURCES)
  await generate(project)

  const withParameters = await generateWithParameters(project)
  const withCache = await generate(project)
  const check = await generateFromSpecs(project.root, { check: true })
  await project.remove('specs/overlays/with-parameters.yaml')
  await project.write(SOURCES, sources)
  const stale = await generateFromSpecs(project.root, { check: true })
  const without = await generate(project)

  expect(withParameters.files.written).toEqual(expect.arrayContaining(modules))
  expect(withCache).toMatchObject({ generated: [], files: { written: [] } })
  expect(check.findings).toEqual([])
  expect(stale.findings.map(({ file }) => file)).toEqual(expect.arrayContaining(modules))
  expect(without).toMatchObject({ generated: [], findings: [] })
  expect(without.files.written).toEqual(expect.arrayContaining(modules))
})

async function generateWithParameters(project: TemporaryProject) {
  await project.write('specs/overlays/with-parameters.yaml', WITH_PARAMETERS)
  await project.edit(SOURCES, OVERLAYS, OVERLAYS.replace(']', ', with-parameters]'))
  return await generate(project)
}

function generate({ root }: TemporaryProject) {
  return generateFromSpecs(root, { check: false, cacheFolder: join(root, 'cache') })
}

async function load({ root }: TemporaryProject, path: string): Promise<Record<string, unknown>> {
  return (await import(pathToFileURL(join(root, 'generated', path)).href)) as Record<string, unknown>
}
