import type { SubscribeRequest } from '../../ports/newsletter.js';

type Fields = NonNullable<SubscribeRequest['fields']>;

/** What a service is sent: every field of the publisher's own form, and of ours those that it does not have. */
export function withOwn(fields: Fields | undefined, ours: Fields): Fields {
  return fields ? [...fields, ...ours.filter(([name]) => !fields.some(([field]) => field === name))] : ours;
}
