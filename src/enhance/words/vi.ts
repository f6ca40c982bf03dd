import type { LanguageWords } from './language-words.js';

/** Vietnamese. */
export const words: LanguageWords = {
  code: 'vi',
  pair: ['hỏi', 'đáp'],
  faq: 'câu hỏi thường gặp|các câu hỏi thường gặp|những câu hỏi thường gặp|câu hỏi thường gặp faq|giải đáp thắc mắc',
  answers: 'hỏi đáp|hỏi và đáp',
  fact: 'bạn có biết|có thể bạn chưa biết|bạn có biết không|bạn đã biết|sự thật thú vị',
  tip: 'mẹo hay|mẹo nhỏ',
  label: 'mẹo',
  related:
    'có thể bạn quan tâm|bài viết liên quan|tin liên quan|tin cùng chủ đề|bạn có thể thích|bài viết cùng chủ đề|bài viết cùng chuyên mục|có thể bạn sẽ thích|bạn nên đọc|tin tức liên quan|bài liên quan|xem thêm bài viết|mời bạn đọc thêm|bài viết tương tự|các bài viết liên quan|có thể bạn cũng thích|gợi ý cho bạn|tin bài liên quan|bài đọc liên quan|những bài viết liên quan|nội dung liên quan',
  reading: 'xem thêm|đọc thêm|tin cùng chuyên mục|bài viết khác|bài viết gợi ý|tin khác|đọc thêm bài viết',
  link: 'đọc tiếp|tham khảo thêm',
  popular: 'đọc nhiều|tin mới nhất|xem nhiều',
  comment: 'để lại bình luận|để lại một bình luận|viết bình luận',
  comments: 'bình luận',
  interview: 'phỏng vấn',
  subscribe: 'đăng ký',
  letter: 'bản tin',
  subscription: 'đăng ký nhận',
  i: 'tôi|Tôi|mình',
};
