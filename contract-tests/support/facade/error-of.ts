/** What an attempt throws, for the assertions to look at. Throws itself where the attempt succeeds. */
export async function errorOf(attempt: Promise<unknown>): Promise<unknown> {
  let result: unknown
  try {
    result = await attempt
  } catch (error) {
    return error
  }
  throw new Error('the attempt was expected to fail', { cause: result })
}
