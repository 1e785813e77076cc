/** What a search of the server offers to choose from. */
export interface Found {
  value: string
  label: string
  note?: string
}
