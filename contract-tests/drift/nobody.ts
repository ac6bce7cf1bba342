import type { Mock } from '../engine/mock.ts'

/** Where every answer is our own, there is nobody to ask. */
export const nobody: Mock = {
  baseURL: () => Promise.reject(new TypeError('nothing is asked of a mock here')),
  isAlive: () => Promise.resolve(true),
}
