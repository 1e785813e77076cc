export default {
  permission: {} as Record<string, string>,
}
