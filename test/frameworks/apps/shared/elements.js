import 'afterword/define/article-faq';
import 'afterword/define/article-widgets';
import 'afterword/define/comment-box';
import 'afterword/define/comment-count';
import 'afterword/define/did-you-know';
import 'afterword/define/newsletter-signup';
import 'afterword/define/related-articles';
