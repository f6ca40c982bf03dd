import { CommentComposerElement } from '../elements/comment-box/comment-composer.js';
import { define } from '../elements/define.js';

define('comment-composer', CommentComposerElement);

declare global {
  interface HTMLElementTagNameMap {
    'comment-composer': CommentComposerElement;
  }
}
