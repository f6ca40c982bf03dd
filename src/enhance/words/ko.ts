import type { LanguageWords } from './language-words.js';

/** Korean. */
export const words: LanguageWords = {
  code: 'ko',
  pair: ['질문', '답변 답'],
  faq: '자주 묻는 질문|자주 하는 질문|자주 묻는 질문과 답변|자주하는 질문|자주묻는질문|자주 묻는 질문 faq',
  answers: '질문과 답변',
  fact: '알고 계셨나요|알고 계셨습니까|알고 있나요|알고 계신가요|재미있는 사실|그거 아세요',
  tip: '전문가 팁|꿀팁|전문가의 팁|프로 팁',
  label: '팁',
  related:
    '관련 기사|관련 글|함께 읽으면 좋은 글|관련기사|관련 포스트|관련 뉴스|이런 글도 있어요|관련글|관련 콘텐츠|함께 보면 좋은 글|이런 기사 어때요|같이 보면 좋은 글|함께 읽기|관련 게시물|비슷한 글|함께 보면 좋은 기사',
  reading: '추천 기사|추천 글|다른 글|더 읽을거리|더 읽어보기',
  link: '더 보기',
  comment: '댓글 남기기|댓글 달기',
  comments: '댓글',
  commentCall: '댓글로',
  interview: '인터뷰',
  subscribe: '구독',
  letter: '뉴스레터',
  subscription: '구독',
};
