/** What every event of the conversation is: it bubbles, and leaves shadow trees. */
export class CommentBoxEvent extends Event {
  constructor(verb: string, cancelable = false) {
    super(`comment-box-${verb}`, { bubbles: true, composed: true, cancelable });
  }
}
