<?php
/**
 * Renders the posts of this folder with a real WordPress and keeps the pages it serves.
 *
 *   php render.php <WordPress root> <corpus folder>
 *
 * The WordPress must be installed, empty and served at its WP_HOME by a server of its own, with the language files of
 * its release and the themes that the posts name. `theme/` is copied into it as the theme "lab-classic".
 *
 * A post is one file: its first line is `<!-- {JSON} -->`, the rest is the post's content as an editor saved it.
 *   set       "positives" or "traps"
 *   title     the post's title
 *   theme     a theme's folder; "lab-classic" by default
 *   locale    a WordPress locale; English by default
 *   comments  "open" or "closed" (default)
 *   thread    comments: [author, text, index of the parent or null]
 *   head      what an SEO plugin prints in the head (lab-classic only)
 */
[, $root, $corpus] = $argv;
$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['REQUEST_METHOD'] = 'GET';
$theme = "$root/wp-content/themes/lab-classic";
if (!is_dir($theme)) mkdir($theme);
foreach (glob(__DIR__ . '/theme/*') as $file) copy($file, "$theme/" . basename($file));

require "$root/wp-load.php";
wp_set_current_user(1);
kses_remove_filters();
add_filter('pre_wp_mail', '__return_true');

update_option('blogname', 'The Lab Paper');
update_option('blogdescription', 'Slow news from a small town');
update_option('thread_comments', 1);
foreach (['About', 'FAQ', 'Newsletter', 'Contact'] as $i => $page) {
  if (!get_page_by_path(sanitize_title($page))) {
    wp_insert_post(['post_type' => 'page', 'post_title' => $page, 'post_content' => 'Soon.', 'post_status' => 'publish', 'menu_order' => $i]);
  }
}
foreach (get_posts(['numberposts' => -1]) as $post) wp_delete_post($post->ID, true);

/** The page without what nobody reads: generated styles, scripts over 1 kB, and the filters that block themes print. */
function trimmed(string $html): string {
  $html = preg_replace("~<style id='[^']+-inline-css'>.*?</style>\\s*~s", '', $html);
  $html = preg_replace_callback('~<(script|style)\b[^>]*>.*?</\1>\s*~s', fn($m) => strlen($m[0]) > 1000 ? '' : $m[0], $html);
  $html = preg_replace('~<svg[^>]+visibility: hidden.*?</svg>~s', '', $html);
  $forms = fn($url) => [$url, str_replace('/', '\/', $url), rawurlencode($url)];
  return str_replace($forms(WP_HOME), $forms('https://paper.example'), $html);
}

$day = 0;
foreach (glob(__DIR__ . '/posts/*.html') as $file) {
  $slug = basename($file, '.html');
  [$first, $content] = explode("\n", file_get_contents($file), 2);
  $meta = json_decode(substr($first, 5, -4), true, 8, JSON_THROW_ON_ERROR);
  $date = gmdate('Y-m-d H:i:s', strtotime('2026-01-04 09:00:00') + 86400 * $day++);
  $id = wp_insert_post(wp_slash([
    'post_name' => $slug, 'post_title' => $meta['title'], 'post_content' => $content, 'post_status' => 'publish', 'post_author' => 1,
    'post_date' => $date, 'post_date_gmt' => $date, 'comment_status' => 'open', 'ping_status' => 'closed',
    'meta_input' => ['head' => $meta['head'] ?? ''],
  ]), true);
  $ids = [];
  foreach ($meta['thread'] ?? [] as $i => [$author, $text, $parent]) {
    $ids[] = wp_insert_comment(wp_slash([
      'comment_post_ID' => $id, 'comment_author' => $author, 'comment_author_email' => "reader$i@paper.example",
      'comment_content' => $text, 'comment_approved' => 1, 'comment_parent' => $parent === null ? 0 : $ids[$parent],
      'comment_date' => $date, 'comment_date_gmt' => $date,
    ]));
  }
  if (($meta['comments'] ?? 'closed') === 'closed') wp_update_post(['ID' => $id, 'comment_status' => 'closed']);
  update_option('WPLANG', $meta['locale'] ?? '');
  switch_theme($meta['theme'] ?? 'lab-classic');
  $html = file_get_contents(get_permalink($id));
  if ($html === false) exit("no page for $slug\n");
  file_put_contents("$corpus/{$meta['set']}/$slug.html", trimmed($html));
}
echo get_bloginfo('version'), ': ', $day, " pages\n";
