import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** The part of an OpenAPI document this project's contract uses. */
interface Node {
  readonly [key: string]: unknown;
}

interface Operation {
  method: string;
  /** As the document has it: `/comments/{id}`. */
  path: string;
  pattern: RegExp;
  responses: Node;
}

const document = parse(readFileSync(new URL('../../../docs/rest-api.yaml', import.meta.url), 'utf8')) as Node;
// zod resolves references below `$defs`, where OpenAPI keeps schemas elsewhere.
const $defs = relocate((document['components'] as Node)['schemas']) as Node;

const operations: readonly Operation[] = Object.entries(document['paths'] as Node).flatMap(([path, item]) =>
  Object.entries(item as Node)
    .filter(([method]) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
    .map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
      responses: (operation as Node)['responses'] as Node,
    })),
);

const answered = new Set<string>();

/**
 * Throws unless the answer is one that `docs/rest-api.yaml` allows: a listed status with the listed headers, a listed content
 * type, and a body that fits its schema to the last member.
 */
export function assertContract(method: string, path: string, response: Response, body: string): void {
  const operation = operations
    .filter((candidate) => candidate.method === method && candidate.pattern.test(path))
    // `/subscriptions/topics` before `/subscriptions/{id}`.
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
  const where = `${method} ${path} ${response.status}`;
  if (!operation) throw new Error(`${where}: no such operation in docs/rest-api.yaml`);
  const listed = operation.responses[String(response.status)];
  if (listed === undefined) throw new Error(`${where}: status not in docs/rest-api.yaml: ${body.slice(0, 300)}`);
  const allowed = resolve(listed as Node);
  for (const [name, header] of Object.entries((allowed['headers'] ?? {}) as Node)) {
    if (resolve(header as Node)['required'] && !response.headers.has(name)) throw new Error(`${where}: no ${name} header`);
  }
  const content = allowed['content'] as Node | undefined;
  if (!content) {
    if (body !== '' && response.status !== 303) throw new Error(`${where}: has a body`);
  } else {
    const type = response.headers.get('Content-Type')?.split(';')[0] ?? '';
    const media = content[type] as Node | undefined;
    if (!media) throw new Error(`${where}: content type ${type}`);
    if (type.endsWith('json')) {
      const json: unknown = JSON.parse(body);
      const result = validator(media['schema'] as Node).safeParse(json);
      if (!result.success) throw new Error(`${where}: ${z.prettifyError(result.error)}\n${body.slice(0, 500)}`);
      const problem = json as { code?: string; status?: number };
      if (type === 'application/problem+json') {
        if (problem.status !== response.status) throw new Error(`${where}: the body says ${String(problem.status)}`);
        answered.add(`code ${problem.code ?? ''}`);
      }
    }
  }
  answered.add(`${operation.method} ${operation.path} ${response.status}`);
}

/** Answers and codes of the contract that no test of this process has seen. */
export function unseenAnswers(): string[] {
  const codes = ((($defs['Problem'] as Node)['properties'] as Node)['code'] as { enum: string[] }).enum;
  return [
    ...operations.flatMap((operation) =>
      Object.keys(operation.responses).map((status) => `${operation.method} ${operation.path} ${status}`),
    ),
    ...codes.map((code) => `code ${code}`),
  ].filter((answer) => !answered.has(answer));
}

const validators = new Map<Node, z.ZodType>();

function validator(schema: Node): z.ZodType {
  let compiled = validators.get(schema);
  if (!compiled) {
    compiled = z.fromJSONSchema({ ...(relocate(schema) as Node), $defs } as Parameters<typeof z.fromJSONSchema>[0]);
    validators.set(schema, compiled);
  }
  return compiled;
}

function resolve(node: Node): Node {
  const reference = node['$ref'];
  if (typeof reference !== 'string') return node;
  return resolve(
    reference
      .slice(2)
      .split('/')
      .reduce((at, key) => at[key] as Node, document),
  );
}

function relocate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocate);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' ? String(member).replace('#/components/schemas/', '#/$defs/') : relocate(member),
    ]),
  );
}
