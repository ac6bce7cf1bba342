import { defineConfig } from 'tsdown'

// Users import the facade with all gateways or with one, one generated client, or both, on one copy of the runtime. What
// entries share is a file of its own: Node takes half a millisecond for each file.
export default defineConfig({
  entry: [
    'src/{index,create-client,undici}.ts',
    'generated/*/gateway.gen.ts',
    'generated/*/*/index.ts',
    'generated/runtime/client/index.ts',
  ],
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  root: '.',
  outputOptions: {
    codeSplitting: {
      groups: [
        { name: 'generated/runtime/shared', test: /generated\/runtime\/.*(?<!\.d)\.ts$/ },
        { name: 'generated/operations', test: /(sdk|gateway|catalog)\.gen\.ts$/ },
      ],
    },
  },
  dts: true,
  sourcemap: false,
  // The runtime is the generator's own code: its notice goes where the code goes.
  copy: { from: 'node_modules/@hey-api/openapi-ts/LICENSE.md', to: 'dist/generated/runtime' },
})
