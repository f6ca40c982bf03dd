<?php if (post_password_required()) return; ?>
<?php if (have_comments() || comments_open()): ?>
<div id="comments" class="comments-area">
<?php if (have_comments()): ?>
<h2 class="comments-title"><?php comments_number(); ?></h2>
<ol class="comment-list">
<?php wp_list_comments(['style' => 'ol', 'avatar_size' => 42]); ?>
</ol>
<?php the_comments_navigation(); endif; ?>
<?php comment_form(); ?>
</div>
<?php endif;
