/** What `<related-articles>` loads when a reader is near: what looks for articles, and the names of where they can come from. */
export { shelf } from '../elements/related-articles/shelf.js';
import './articles-adapters.js';
