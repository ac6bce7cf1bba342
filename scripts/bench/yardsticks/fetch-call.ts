/** One JSON call with the runtime's `fetch`. */
export async function fetchCall(url: string, apiKey: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`status ${String(response.status)}`)
  return await response.json()
}
