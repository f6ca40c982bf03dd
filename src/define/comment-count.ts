import { CommentCountElement } from '../elements/comment-count/comment-count.js';
import { define } from '../elements/define.js';
import './comments-adapters.js';

define('comment-count', CommentCountElement);

declare global {
  interface HTMLElementTagNameMap {
    'comment-count': CommentCountElement;
  }
}
