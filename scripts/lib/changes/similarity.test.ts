import { expect, it } from 'vitest'
import { isRenamedField, isRenamedModel } from './similarity.ts'

it.each([
  ['glm-4-7-251222', 'glm-4.7', true],
  ['doubao-seed-1-6-250615', 'doubao-seed-1-6-251015', true],
  ['Doubao-pro-32k', 'doubao-pro-32k', true],
  ['gpt-4o-2024-08-06', 'gpt-4o', true],
  ['Doubao-pro-32k', 'Doubao-pro-256k', false],
  ['doubao-seed-1-6', 'doubao-seed-1-8', false],
  ['doubao-seed-evolving', 'doubao-seed-next', false],
  ['gpt-4o', 'gpt-4o-mini', false],
])('model %s and %s are one: %s', (before, after, expected) => {
  expect(isRenamedModel(before, after)).toBe(expected)
})

it.each([
  ['maxTokens', 'max_tokens', true],
  ['max_tokens', 'max_completion_tokens', true],
  ['top_p', 'top_k', false],
  ['max_tokens', 'min_tokens', false],
  ['presence_penalty', 'frequency_penalty', false],
  ['input_tokens', 'output_tokens', false],
  ['url', 'image_url', false],
])('field %s and %s are one: %s', (before, after, expected) => {
  expect(isRenamedField(before, after)).toBe(expected)
})
