import { CommentBoxElement } from '../elements/comment-box/comment-box.js';
import { define } from '../elements/define.js';
import './comments-adapters.js';

define('comment-box', CommentBoxElement);

declare global {
  interface HTMLElementTagNameMap {
    'comment-box': CommentBoxElement;
  }
}
