<?php
// Guests may comment through the REST API while the option says so: a test turns it on for itself.
add_filter(
	'rest_allow_anonymous_comments',
	function () {
		return (bool) get_option( 'lab_rest_guests' );
	}
);
// The REST API refuses guests with the status that the option names, as plug-ins that close it do.
add_filter(
	'rest_authentication_errors',
	function ( $result ) {
		$status = (int) get_option( 'lab_rest_closed' );
		return $status && ! is_user_logged_in() ? new WP_Error( 'rest_cannot_access', 'Members only.', array( 'status' => $status ) ) : $result;
	}
);
