<?php
// php seed.php <folder of the site>: installs WordPress and writes what tests read. Prints what they need to know as JSON.
define( 'WP_INSTALLING', true );
$_SERVER += array(
	'HTTP_HOST'       => '127.0.0.1',
	'REQUEST_METHOD'  => 'GET',
	'SERVER_PROTOCOL' => 'HTTP/1.1',
	'REMOTE_ADDR'     => '127.0.0.1',
);
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
add_filter( 'pre_wp_mail', '__return_true' );

wp_install( 'The Daily Reef', 'editor', 'editor@example.test', true, '', 'the editor writes' );
wp_insert_user(
	array(
		'user_login'   => 'rosa',
		'user_pass'    => 'rosa reads',
		'user_email'   => 'rosa@example.test',
		'display_name' => 'Rosa Reader',
		'role'         => 'subscriber',
	)
);
global $wp_rewrite;
$wp_rewrite->set_permalink_structure( '/%year%/%monthnum%/%postname%/' );
flush_rewrite_rules( false );
wp_set_current_user( 1 );

function article( $title, array $more = array() ) {
	return wp_insert_post(
		$more + array(
			'post_title'   => $title,
			'post_content' => '<!-- wp:paragraph --><p>The story itself.</p><!-- /wp:paragraph -->',
			'post_status'  => 'publish',
			'post_author'  => 1,
		),
		true
	);
}

$science = wp_create_category( 'Science' );
$stories = array(
	array( 'How coral polyps build reefs', array( 'ocean', 'biology' ) ),
	array( 'Deep sea vents &amp; the origin of life', array( 'ocean', 'biology' ) ),
	array( 'Rail fares to rise in spring', array( 'transport' ) ),
);
foreach ( $stories as $day => list( $title, $tags ) ) {
	article(
		$title,
		array(
			'post_category' => $tags[0] === 'ocean' ? array( $science ) : array(),
			'tags_input'    => $tags,
			'post_excerpt'  => $day === 1 ? 'What lives where no light is &amp; why.' : '',
			'post_date'     => sprintf( '2026-10-%02d 09:00:00', $day + 1 ),
		)
	);
}

// Twelve comments in three conversations, two of them three levels deep.
$threaded = article(
	'Coral reefs rebound',
	array(
		'tags_input'    => array( 'ocean', 'climate' ),
		'post_category' => array( $science ),
		'post_date'     => '2026-10-04 09:00:00',
	)
);
$ids      = array( 0 );
foreach ( array( 0, 1, 2, 0, 4, 5, 4, 0, 8, 1, 0, 0 ) as $index => $parent ) {
	$number = $index + 1;
	$ids[]  = wp_insert_comment(
		array(
			'comment_post_ID'      => $threaded,
			'comment_author'       => "Reader $number",
			'comment_author_email' => "reader$number@example.test",
			'comment_content'      => "Comment $number with <em>weight</em> &amp; an ampersand.\n\nSecond paragraph.",
			'comment_approved'     => 1,
			'comment_parent'       => $ids[ $parent ],
			'comment_date'         => sprintf( '2026-10-05 10:%02d:00', $number ),
			'comment_date_gmt'     => sprintf( '2026-10-05 10:%02d:00', $number ),
		)
	);
}

$picture = wp_upload_bits(
	'reef.png',
	null,
	base64_decode( 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==' )
);
$media   = wp_insert_attachment(
	array(
		'post_mime_type' => 'image/png',
		'post_title'     => 'Reef',
		'post_status'    => 'inherit',
	),
	$picture['file'],
	$threaded
);
wp_update_attachment_metadata( $media, wp_generate_attachment_metadata( $media, $picture['file'] ) );
update_post_meta( $media, '_wp_attachment_image_alt', 'A coral reef' );
set_post_thumbnail( $threaded, $media );

list( $password ) = WP_Application_Passwords::create_new_application_password( 1, array( 'name' => 'tests' ) );
echo "\n" . wp_json_encode(
	array(
		'version'  => get_bloginfo( 'version' ),
		'threaded' => $threaded,
		'editor'   => 'Basic ' . base64_encode( "editor:$password" ),
	)
);
