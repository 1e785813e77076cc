// Renders one of the two OpenAPI documents. Everything is set as text, never as HTML.
const content = document.getElementById('content')
const index = document.getElementById('index')
const filter = document.getElementById('filter')
const METHODS = ['get', 'post', 'put', 'delete', 'patch']
const cache = new Map()

/** el('td', {class: 'x'}, 'text', child …) */
function el(name, attributes = {}, ...children) {
  const node = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(key, value)
  node.append(...children.filter((child) => child !== undefined && child !== null))
  return node
}

const nameOf = (ref) => ref.split('/').pop()

/** A schema in one line: names link to their description below. */
function type(schema) {
  if (!schema) return ['—']
  if (schema.$ref) return [el('a', { href: `#${current()}/schema/${nameOf(schema.$ref)}`, class: 'type' }, nameOf(schema.$ref))]
  const choices = schema.oneOf ?? schema.anyOf
  if (choices) return choices.flatMap((one, i) => (i ? [' | ', ...type(one)] : type(one)))
  if (schema.enum) return [el('code', {}, schema.enum.map((value) => JSON.stringify(value)).join(' | '))]
  const types = [schema.type ?? 'any'].flat()
  const orNull = types.includes('null') && types.length > 1 ? [' | null'] : []
  const main = types.find((one) => one !== 'null') ?? 'null'
  if (main === 'array') return ['[', ...type(schema.items), ']', ...orNull]
  if (main === 'object' && schema.additionalProperties) return ['{', '[key]: ', ...type(schema.additionalProperties), '}', ...orNull]
  const format = schema.format ? ` (${schema.format})` : ''
  return [el('span', { class: 'type' }, main + format), ...orNull]
}

function table(head, rows) {
  return el('table', {}, el('tr', {}, ...head.map((text) => el('th', {}, text))), ...rows)
}

function properties(schema) {
  const required = new Set(schema.required ?? [])
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) =>
    el(
      'tr',
      {},
      el('td', {}, el('code', {}, name), required.has(name) ? el('span', { class: 'must', title: '必填 required' }, ' *') : ''),
      el('td', {}, ...type(property)),
      el('td', { class: 'quiet' }, property.description ?? ''),
    ),
  )
  return rows.length ? table(['字段 field', '类型 type', '说明'], rows) : el('p', {}, ...type(schema))
}

function parameters(list) {
  return table(
    ['参数 parameter', '位置 in', '类型 type', '说明'],
    list.map((one) =>
      el(
        'tr',
        {},
        el('td', {}, el('code', {}, one.name), one.required ? el('span', { class: 'must' }, ' *') : ''),
        el('td', {}, one.in),
        el('td', {}, ...type(one.schema)),
        el('td', { class: 'quiet' }, one.description ?? ''),
      ),
    ),
  )
}

function operation(method, path, op) {
  const body = el('div', { class: 'body' })
  for (const line of [op.summary, op.description]) if (line) body.append(el('p', {}, line))
  if (op.parameters?.length) body.append(el('h3', {}, '参数 Parameters'), parameters(op.parameters))
  for (const [kind, media] of Object.entries(op.requestBody?.content ?? {}))
    body.append(el('h3', {}, `请求内容 Body · ${kind}`), el('p', {}, ...type(media.schema)))
  const answers = Object.entries(op.responses ?? {}).map(([status, answer]) => {
    const [kind, media] = Object.entries(answer.content ?? {})[0] ?? []
    return el('tr', {}, el('td', {}, status), el('td', {}, ...(media ? type(media.schema) : [kind ?? '—'])), el('td', { class: 'quiet' }, answer.description ?? ''))
  })
  body.append(el('h3', {}, '返回 Answers'), table(['状态 status', '内容 body', '说明'], answers))
  return el(
    'details',
    { class: 'operation', id: `${current()}/${op.operationId}`, 'data-search': `${path} ${op.operationId} ${method}`.toLowerCase() },
    el(
      'summary',
      {},
      el('span', { class: `method ${method}` }, method),
      el('span', { class: 'path' }, path),
      el('span', { class: 'lock' }, op.security ? '需登录 login' : ''),
      el('span', { class: 'name' }, op.operationId ?? ''),
    ),
    body,
  )
}

function render(api) {
  const groups = new Map()
  for (const [path, item] of Object.entries(api.paths))
    for (const method of METHODS)
      if (item[method]) {
        const tag = item[method].tags?.[0] ?? 'other'
        if (!groups.has(tag)) groups.set(tag, [])
        groups.get(tag).push([method, path, item[method]])
      }
  content.replaceChildren(el('h2', {}, api.info.title), el('p', {}, api.info.description))
  index.replaceChildren()
  for (const [tag, operations] of groups) {
    content.append(el('h2', {}, tag), ...operations.map((one) => operation(...one)))
    index.append(el('h2', {}, tag), ...operations.map(([, , op]) => el('a', { href: `#${current()}/${op.operationId}` }, op.operationId)))
  }
  content.append(el('h2', {}, '数据 Schemas'))
  for (const [name, schema] of Object.entries(api.components?.schemas ?? {}))
    content.append(
      el('section', { class: 'schema', id: `${current()}/schema/${name}` }, el('h3', {}, name), schema.description ? el('p', { class: 'quiet' }, schema.description) : '', properties(schema)),
    )
  search()
}

const current = () => (location.hash.startsWith('#console') ? 'console' : 'shop')

function search() {
  const wanted = filter.value.trim().toLowerCase()
  for (const one of content.querySelectorAll('.operation')) one.hidden = wanted !== '' && !one.dataset.search.includes(wanted)
}

let shown = ''
async function show() {
  const name = current()
  if (shown !== name) {
    shown = name
    document.getElementById('file').href = `/openapi/${name}.json`
    for (const link of document.querySelectorAll('[data-document]'))
      if (link.dataset.document === name) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    if (!cache.has(name)) cache.set(name, await (await fetch(`/openapi/${name}.json`)).json())
    render(cache.get(name))
  }
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (target) {
    if (target.tagName === 'DETAILS') target.open = true
    target.scrollIntoView()
  }
}

filter.addEventListener('input', search)
addEventListener('hashchange', show)
show().catch(() => {
  content.textContent = '文档没有读到，请稍后刷新。 The document could not be read.'
})
