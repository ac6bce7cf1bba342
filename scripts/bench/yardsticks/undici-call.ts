/** The part of undici that is used here; it is not installed where this file is compiled. */
export interface UndiciModule {
  request: (
    url: string,
    options: { method: 'POST'; headers: Record<string, string>; body: string },
  ) => Promise<{ statusCode: number; body: { json: () => Promise<unknown> } }>
}

/** One JSON call with `undici.request`. */
export async function undiciCall(
  { request }: UndiciModule,
  url: string,
  apiKey: string,
  body: unknown,
): Promise<unknown> {
  const { statusCode, body: answer } = await request(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(body),
  })
  if (statusCode !== 200) throw new Error(`status ${String(statusCode)}`)
  return await answer.json()
}
