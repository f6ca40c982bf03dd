<?php
add_action('after_setup_theme', function () {
  add_theme_support('title-tag');
  add_theme_support('html5', ['comment-list', 'comment-form', 'search-form']);
});
add_action('wp_head', function () {
  if (is_single()) echo get_post_meta(get_the_ID(), 'head', true), "\n";
});
