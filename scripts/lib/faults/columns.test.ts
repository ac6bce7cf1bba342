import { expect, it } from 'vitest'
import { CLIENT_IDS, parseClients, parseNodeLines, planColumns } from './columns.ts'

it('all clients: ours on every Node line, the peers on the Node at hand', () => {
  expect(planColumns(CLIENT_IDS, undefined)).toEqual([
    { client: 'ours', nodeLine: 20 },
    { client: 'ours', nodeLine: 22 },
    { client: 'ours', nodeLine: 24 },
    { client: 'openai', nodeLine: undefined },
    { client: 'ai-sdk', nodeLine: undefined },
    { client: 'hey-api', nodeLine: undefined },
  ])
})

it('ours alone runs on the Node at hand, so that nothing has to be installed', () => {
  expect(planColumns(['ours'], undefined)).toEqual([{ client: 'ours', nodeLine: undefined }])
})

it('ours alone runs on the Nodes that are named', () => {
  expect(planColumns(['ours'], [22])).toEqual([{ client: 'ours', nodeLine: 22 }])
})

it('named Nodes change nothing for the peers', () => {
  expect(planColumns(['openai'], [20])).toEqual([{ client: 'openai', nodeLine: undefined }])
})

it('columns stand in one order, however they were asked for', () => {
  expect(planColumns(parseClients('hey-api, ours,ours'), [24]).map(({ client }) => client)).toEqual(['ours', 'hey-api'])
})

it('a Node that is named twice is run once', () => {
  expect(parseNodeLines('24,20,24')).toEqual([24, 20])
})

it.each([
  [() => parseClients('ours,netscape'), 'There is no client netscape; there are ours, openai, ai-sdk, hey-api.'],
  [() => parseClients(''), 'There is no client ;'],
  [() => parseNodeLines('20,23'), 'There is no Node 23; there are 20, 22, 24.'],
  [() => parseNodeLines('20.1'), 'There is no Node 20.1;'],
])('a list with an unknown word is refused: %s', (parse, message) => {
  expect(parse).toThrow(message)
})
