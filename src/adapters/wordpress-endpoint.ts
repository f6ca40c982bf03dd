/**
 * Address of a route of the WordPress REST API. With plain permalinks the route itself is the query parameter `rest_route`
 * of the root, and the route's own parameters follow it.
 */
export function wordpressEndpoint(root: string, path: string, query: Record<string, string>): string {
  const url = new URL(root);
  const route = url.searchParams.get('rest_route');
  if (route === null) url.pathname = `${url.pathname.replace(/\/$/, '')}/${path}`;
  else url.searchParams.set('rest_route', `${route.replace(/\/$/, '')}/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
