import { defineConfig } from 'tsdown'

// One file out for each file in: users import the facade with all gateways or with one, one generated client, or both, on
// one copy of the runtime.
export default defineConfig({
  entry: [
    'src/{index,core,undici}.ts',
    'generated/*/gateway.gen.ts',
    'generated/*/*/index.ts',
    'generated/runtime/client/index.ts',
  ],
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  unbundle: true,
  root: '.',
  dts: true,
  sourcemap: false,
  // The runtime is the generator's own code: its notice goes where the code goes.
  copy: { from: 'node_modules/@hey-api/openapi-ts/LICENSE.md', to: 'dist/generated/runtime' },
})
