/** Texts for codes that the server sends without a text of their own. */
export default {
  permission: {} as Record<string, string>,
}
