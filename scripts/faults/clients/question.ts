/** What every client asks. */
export const question = { model: 'doubao-seed-evolving', messages: [{ role: 'user', content: '你好！' }] }
