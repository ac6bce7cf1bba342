/** The API key of every call, in a shape that stands in no other text. */
export const FAULT_KEY = 'sk-fault-Kx7-never-to-travel-2209'
