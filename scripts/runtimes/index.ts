import { bun } from './bun.ts'
import { chromium } from './chromium.ts'
import { deno } from './deno.ts'
import { nodeRuntimes } from './node.ts'
import type { Runtime } from './runtime.ts'
import { workerd } from './workerd.ts'

/** Every runtime that the package promises to run on. */
export const runtimes: readonly Runtime[] = [...nodeRuntimes, bun, deno, workerd, chromium]
