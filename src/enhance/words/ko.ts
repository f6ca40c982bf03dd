import type { LanguageWords } from './language-words.js';

/** Korean. */
export const words: LanguageWords = {
  code: 'ko',
  pair: ['질문', '답변 답'],
  faq: '자주 묻는 질문|자주 하는 질문',
  answers: '질문과 답변',
  fact: '알고 계셨나요',
  tip: '전문가 팁',
  related: '관련 기사|관련 글|함께 읽으면 좋은 글|관련기사|관련 포스트|관련 뉴스|이런 글도 있어요',
  reading: '추천 기사|추천 글|다른 글',
  comment: '댓글 남기기|댓글 달기',
  comments: '댓글',
  commentCall: '댓글로',
  interview: '인터뷰',
  subscribe: '구독',
  letter: '뉴스레터',
  subscription: '구독',
};
