// The import layers: who may know whom. Each rule's comment is what a breach prints.

/** Files of src/ by layer, from the top; each may import only what stands below it. */
const layers = [
  ['index'],
  ['create-client'],
  ['chat'],
  ['transport', 'chat-stream'],
  ['unwrap', 'client-options'],
  ['read-body', 'accumulate', 'server-sent-events'],
  ['call'],
  ['clock', 'hooks', 'operations', 'errors', 'wire-types', 'json', 'decode', 'undici'],
]

const isTest = '\\.test(-d)?\\.ts$'

/** @param {string[]} names */
const inLayer = (names) => `^src/(${names.join('|')})(/|\\.ts$)`

/** The package's own files, which it may import by its name. */
const SELF = '^(src|generated)/'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { pathNot: '^generated/' }, to: { circular: true } },
    ...layers.slice(1).map((names, index) => ({
      name: `src-layer-${String(index + 2)}-looks-down`,
      comment: `${names.join(', ')} must not import from the layers above`,
      severity: 'error',
      from: { path: inLayer(names), pathNot: isTest },
      to: { path: inLayer(layers.slice(0, index + 1).flat()) },
    })),
    {
      name: 'src-has-no-other-files',
      comment: 'a file of src/ has to stand in a layer of this list',
      severity: 'error',
      from: { path: '^src/', pathNot: isTest },
      to: { path: '^src/', pathNot: inLayer(layers.flat()) },
    },
    {
      name: 'only-operations-imports-generated',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/operations\\.ts$|${isTest}` },
      to: { path: '^generated/' },
    },
    {
      name: 'src-runs-everywhere',
      comment: 'src/ imports no Node module and no package; undici.ts is an entry by itself, for Node',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/undici\\.ts$|${isTest}` },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg'] },
    },
    {
      name: 'src-knows-no-tools',
      severity: 'error',
      from: { path: '^(src|generated)/', pathNot: isTest },
      to: { path: '^(scripts|contract-tests)/' },
    },
    {
      name: 'contract-tests-use-the-public-entry',
      comment: 'the client is tested as users get it: import doubao-client',
      severity: 'error',
      from: { path: '^contract-tests/' },
      to: { path: '^src/', pathNot: '^src/index\\.ts$' },
    },
    {
      name: 'contract-tests-need-no-scripts',
      severity: 'error',
      from: { path: '^contract-tests/' },
      to: { path: '^scripts/' },
    },
    {
      name: 'the-engine-needs-no-tests',
      severity: 'error',
      from: { path: '^(contract-tests/(engine|support)|scripts|src)/', pathNot: isTest },
      to: { path: isTest },
    },
    {
      name: 'nothing-is-undeclared',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['unknown', 'undetermined', 'npm-no-pkg', 'npm-unknown'], pathNot: SELF },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['doubao-client-source', 'import', 'node', 'types', 'default'],
    },
  },
}
