import type { LanguageWords } from './language-words.js';

/** English. */
export const words: LanguageWords = {
  code: 'en',
  pair: ['Q Ｑ question', 'A Ａ R answer ans réponse'],
  faq: 'faq|faqs|f a q|f a qs|frequently asked|frequently asked questions|frequently asked question|commonly asked questions|common questions|most asked questions|people also ask',
  answers: 'questions and answers|question and answer|questions answers|q a|q and a|your questions answered',
  fact: 'did you know|did you know that|fun fact|interesting fact|quick fact|fast fact|do you know',
  tip: 'pro tip|protip|pro tips|quick tip|expert tip|top tip|insider tip|hot tip|handy tip',
  label: 'tip',
  related:
    'you may also like|you might also like|you may also enjoy|you might also enjoy|you may also be interested in|you might be interested in|you may like|related articles|related posts|related stories|related reading|read next|more on this story|more on this topic|more on this|similar posts|similar articles|similar stories|related reads|you might also be interested in',
  reading:
    'related|related content|related links|related coverage|related topics|related news|related guides|recommended|recommended reading|recommended for you|recommended articles|further reading|see also|keep reading|editors recommendations|recommended stories|you should read|other people are reading|readers also read|people also read|more stories|more like this|more articles|more from this series|continue reading|dont miss|more to read|suggested reading|what to read next|recommended reads|suggested articles|related resources',
  link: 'also read|read also|read more|read|more|see more|also see|dont miss this|read this next|learn more',
  popular:
    'most popular|popular posts|popular articles|popular stories|trending|most read|latest posts|latest news|latest articles|recent posts',
  adverts:
    'from around the web|around the web|from the web|sponsored|promoted|paid content|from our partners|from our sponsors|partner content|you may like sponsored|recommended by',
  comment:
    'leave a comment|leave a reply|leave your comment|leave a response|post a comment|add a comment|write a comment|join the conversation|join the discussion|share your thoughts|tell us what you think|comment below|have your say|what do you think',
  comments: 'comments|comment|discussion|reader comments',
  commentCall:
    'comments section|in the comment section|in the comments|comments below|comment below|leave a comment|leave us a comment',
  interview:
    'interview|interviews|interviewed|interviewing|in conversation|conversation with|talks to|speaks to|spoke with|spoke to|sat down with|we asked|caught up with|q a with|qa with|questions for|questions with|20 questions|transcript|podcast|deposition|testimony|hearing|ama|ask me anything|advice column|dear|agony aunt',
  exercise:
    'quiz|quizzes|trivia|exam|exams|test|tests|worksheet|exercise|exercises|homework|answer key|riddle|riddles|joke|jokes|puns|puzzle|flashcards|mcq|multiple choice|practice questions|sample questions|past paper|catechism',
  subscribe: 'subscribe|sign up|signup|join|get',
  letter:
    'newsletter|newsletters|mailing list|email list|email updates|weekly email|digest|in your inbox|to your inbox|into your inbox',
  subscription: 'subscribe|subscription',
  i: "I|I'm|I've|I'd|I'll|my|me|myself|My",
  we: 'we|our|us|ours',
  you: 'you|your|yours',
};
