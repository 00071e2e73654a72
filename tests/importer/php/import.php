<?php
// import.php SITE_DIR FILE.wxr OUT.json: runs the official WordPress importer as wp-admin does, then dumps the database.
// Settings come from BFWP_* variables (see wordpress.py).
error_reporting( E_ALL );
ini_set( 'display_errors', 'stderr' );
// constants, not globals: WordPress' own files overwrite $file and friends in the global scope
define( 'BFWP_SITE_DIR', rtrim( $argv[1], '/' ) );
define( 'BFWP_FILE', $argv[2] );
define( 'BFWP_OUT', $argv[3] );
define( 'BFWP_START', microtime( true ) );

$BFWP = array( 'errors' => array(), 'runs' => array(), 'stage' => 'load' );
function bfwp_err( $no, $str, $f, $l ) {
	global $BFWP;
	if ( ! ( error_reporting() & $no ) ) {
		return false;
	}
	static $names = array( E_WARNING => 'Warning', E_NOTICE => 'Notice', E_DEPRECATED => 'Deprecated', E_USER_WARNING => 'User warning', E_USER_NOTICE => 'User notice', E_USER_DEPRECATED => 'User deprecated', E_USER_ERROR => 'User error', E_RECOVERABLE_ERROR => 'Recoverable' );
	$key = ( $names[ $no ] ?? $no ) . ': ' . $str . ' in ' . preg_replace( '#^.*/(wp-content|wp-includes|wp-admin)/#', '$1/', $f ) . ':' . $l;
	$BFWP['errors'][ $key ] = ( $BFWP['errors'][ $key ] ?? 0 ) + 1;
	return true;
}
set_error_handler( 'bfwp_err' );

$_SERVER += array();
$_SERVER['HTTP_HOST']       = 'wp.test';
$_SERVER['SERVER_NAME']     = 'wp.test';
$_SERVER['REQUEST_URI']     = '/wp-admin/admin.php?import=wordpress&step=2';
$_SERVER['REQUEST_METHOD']  = 'POST';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['PHP_SELF']        = '/wp-admin/admin.php';
$_SERVER['REMOTE_ADDR']     = '127.0.0.1';

define( 'WP_ADMIN', true );
define( 'WP_LOAD_IMPORTERS', true );
define( 'WP_IMPORTING', true );      // as wp-admin/admin.php does before it calls an importer
require BFWP_SITE_DIR . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once ABSPATH . 'wp-admin/includes/import.php';
require_once WP_PLUGIN_DIR . '/wordpress-importer/wordpress-importer.php';
set_time_limit( 0 );
wp_raise_memory_limit( 'admin' );
add_filter( 'wp_hash_password_options', function () { return array( 'cost' => 4 ); } ); // else 60 ms an author
add_filter( 'pre_wp_mail', function ( $r, $a ) { global $BFWP; $BFWP['mails'][] = $a['to'] . ': ' . $a['subject']; return true; }, 10, 2 );
add_filter( 'pre_http_request', function ( $r, $a, $u ) { global $BFWP; $BFWP['http'][] = $u; return new WP_Error( 'blocked', 'no network in the harness' ); }, 10, 3 );

if ( getenv( 'BFWP_TZ' ) ) {
	$tz = getenv( 'BFWP_TZ' );
	if ( is_numeric( $tz ) ) { update_option( 'timezone_string', '' ); update_option( 'gmt_offset', $tz ); }
	else { update_option( 'timezone_string', $tz ); }
}
$who = getenv( 'BFWP_USER' ) ?: 'admin';
if ( $who === 'admin' ) {
	wp_set_current_user( 1 );
} elseif ( $who === 'nobody' ) {
	wp_set_current_user( 0 );        // user 0: no unfiltered_html, so KSES runs
} elseif ( $who === 'admin-kses' ) { // what multisite and force_filtered_html_on_import do
	wp_set_current_user( 1 );
	kses_init_filters();
}

function bfwp_finish() {
	global $BFWP, $wpdb, $EZSQL_ERROR, $BFWP_IMP;
	$e = error_get_last();
	if ( $e && in_array( $e['type'], array( E_ERROR, E_PARSE, E_CORE_ERROR, E_COMPILE_ERROR ), true ) ) {
		$BFWP['fatal'] = $e['message'] . ' in ' . $e['file'] . ':' . $e['line'];
	}
	if ( $BFWP['stage'] !== 'dump' && $BFWP['stage'] !== 'done' ) {
		$BFWP['died_in'] = $BFWP['stage'];      // import_start() calls die() when the file does not parse
		while ( ob_get_level() ) { ob_end_flush(); }
		$BFWP['runs'][] = array( 'messages' => bfwp_messages( $BFWP['out'] ?? '' ), 'aborted' => true );
	}
	$BFWP['stage'] = 'done';
	$q = function ( $sql ) use ( $wpdb ) { return $wpdb->get_results( $sql, ARRAY_A ) ?: array(); };
	$back = array(); // local post ID => ID in the WXR file
	if ( isset( $BFWP_IMP ) ) {
		foreach ( (array) $BFWP_IMP->processed_posts as $old => $new ) { $back[ (int) $new ][] = (int) $old; }
		foreach ( (array) $BFWP_IMP->processed_menu_items as $old => $new ) { $back[ (int) $new ][] = (int) $old; }
	}
	$users = array();
	foreach ( $q( "SELECT * FROM {$wpdb->users} ORDER BY ID" ) as $u ) {
		$um = array();
		foreach ( $q( "SELECT meta_key, meta_value FROM {$wpdb->usermeta} WHERE user_id = {$u['ID']} AND meta_key IN ('first_name','last_name','nickname','{$wpdb->prefix}capabilities') ORDER BY umeta_id" ) as $m ) { $um[ $m['meta_key'] ] = $m['meta_value']; }
		$users[ $u['ID'] ] = array( 'id' => (int) $u['ID'], 'login' => $u['user_login'], 'nicename' => $u['user_nicename'], 'email' => $u['user_email'], 'url' => $u['user_url'], 'display_name' => $u['display_name'], 'first_name' => $um['first_name'] ?? '', 'last_name' => $um['last_name'] ?? '', 'nickname' => $um['nickname'] ?? '', 'roles' => array_keys( (array) @unserialize( $um[ $wpdb->prefix . 'capabilities' ] ?? '' ) ) );
	}
	$metas = array();
	foreach ( $q( "SELECT post_id, meta_key, meta_value FROM {$wpdb->postmeta} ORDER BY meta_id" ) as $m ) { $metas[ $m['post_id'] ][] = array( $m['meta_key'], $m['meta_value'] ); }
	$cmetas = array();
	foreach ( $q( "SELECT comment_id, meta_key, meta_value FROM {$wpdb->commentmeta} ORDER BY meta_id" ) as $m ) { $cmetas[ $m['comment_id'] ][] = array( $m['meta_key'], $m['meta_value'] ); }
	$terms = array(); $tt = array();
	foreach ( $q( "SELECT t.term_id, t.name, t.slug, x.term_taxonomy_id, x.taxonomy, x.description, x.parent, x.count FROM {$wpdb->terms} t JOIN {$wpdb->term_taxonomy} x ON x.term_id = t.term_id ORDER BY x.taxonomy, t.term_id" ) as $r ) {
		$terms[] = array( 'term_id' => (int) $r['term_id'], 'taxonomy' => $r['taxonomy'], 'slug' => $r['slug'], 'name' => $r['name'], 'description' => $r['description'], 'parent' => (int) $r['parent'], 'count' => (int) $r['count'], 'posts' => array() );
		$tt[ $r['term_taxonomy_id'] ] = count( $terms ) - 1;
	}
	$pterms = array();
	foreach ( $q( "SELECT object_id, term_taxonomy_id FROM {$wpdb->term_relationships} ORDER BY object_id, term_taxonomy_id" ) as $r ) {
		if ( isset( $tt[ $r['term_taxonomy_id'] ] ) ) {
			$x = &$terms[ $tt[ $r['term_taxonomy_id'] ] ];
			$x['posts'][] = (int) $r['object_id'];
			$pterms[ $r['object_id'] ][] = $x['taxonomy'] . ':' . $x['slug'];
			unset( $x );
		}
	}
	foreach ( $pterms as &$l ) { sort( $l ); } unset( $l );
	$sticky = array_map( 'intval', (array) get_option( 'sticky_posts' ) );
	$posts  = array();
	foreach ( $q( "SELECT * FROM {$wpdb->posts} WHERE post_type NOT IN ('wp_global_styles','wp_navigation') ORDER BY ID" ) as $p ) {
		$posts[] = array( 'id' => (int) $p['ID'], 'wxr_ids' => $back[ (int) $p['ID'] ] ?? array(), 'type' => $p['post_type'], 'status' => $p['post_status'], 'title' => $p['post_title'], 'slug' => $p['post_name'], 'date' => $p['post_date'], 'date_gmt' => $p['post_date_gmt'], 'modified' => $p['post_modified'], 'modified_gmt' => $p['post_modified_gmt'], 'author' => $users[ $p['post_author'] ]['login'] ?? ( '#' . $p['post_author'] ), 'content' => $p['post_content'], 'excerpt' => $p['post_excerpt'], 'parent' => (int) $p['post_parent'], 'menu_order' => (int) $p['menu_order'], 'comment_status' => $p['comment_status'], 'ping_status' => $p['ping_status'], 'comment_count' => (int) $p['comment_count'], 'password' => $p['post_password'], 'mime' => $p['post_mime_type'], 'guid' => $p['guid'], 'sticky' => in_array( (int) $p['ID'], $sticky, true ), 'terms' => $pterms[ $p['ID'] ] ?? array(), 'meta' => $metas[ $p['ID'] ] ?? array() );
	}
	$comments = array();
	foreach ( $q( "SELECT * FROM {$wpdb->comments} ORDER BY comment_ID" ) as $c ) {
		$comments[] = array( 'id' => (int) $c['comment_ID'], 'post' => (int) $c['comment_post_ID'], 'author' => $c['comment_author'], 'email' => $c['comment_author_email'], 'url' => $c['comment_author_url'], 'ip' => $c['comment_author_IP'], 'date' => $c['comment_date'], 'date_gmt' => $c['comment_date_gmt'], 'content' => $c['comment_content'], 'approved' => $c['comment_approved'], 'type' => $c['comment_type'], 'parent' => (int) $c['comment_parent'], 'user_id' => (int) $c['user_id'], 'agent' => $c['comment_agent'], 'karma' => (int) $c['comment_karma'], 'meta' => $cmetas[ $c['comment_ID'] ] ?? array() );
	}
	$sqlerr = array();
	foreach ( (array) ( $EZSQL_ERROR ?? array() ) as $x ) { $sqlerr[] = array( 'error' => $x['error_str'], 'query' => substr( $x['query'], 0, 300 ) ); }
	$res = array(
		'harness'  => array( 'wordpress' => get_bloginfo( 'version' ), 'importer' => bfwp_importer_version(), 'php' => PHP_VERSION, 'libxml' => LIBXML_DOTTED_VERSION, 'db' => getenv( 'BFWP_SOCKET' ) ? $wpdb->get_var( 'SELECT VERSION()' ) : 'SQLite ' . SQLite3::version()['versionString'], 'user' => getenv( 'BFWP_USER' ) ?: 'admin', 'authors' => getenv( 'BFWP_AUTHORS' ) ?: 'create', 'timezone' => wp_timezone_string(), 'file' => basename( BFWP_FILE ), 'bytes' => filesize( BFWP_FILE ), 'seconds' => round( microtime( true ) - BFWP_START, 3 ), 'peak_mib' => round( memory_get_peak_usage( true ) / 1048576, 1 ), 'now_gmt' => gmdate( 'Y-m-d H:i:s' ) ),
		'counts'   => array( 'posts' => count( $posts ), 'comments' => count( $comments ), 'terms' => count( $terms ), 'users' => count( $users ) ),
		'runs'     => $BFWP['runs'],
		'php'      => $BFWP['errors'],
		'sql'      => $sqlerr,
		'fatal'    => $BFWP['fatal'] ?? null,
		'died_in'  => $BFWP['died_in'] ?? null,
		'mails'    => $BFWP['mails'] ?? array(),
		'http'     => $BFWP['http'] ?? array(),
		'users'    => array_values( $users ),
		'terms'    => $terms,
		'posts'    => $posts,
		'comments' => $comments,
	);
	$j = json_encode( $res, JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
	file_put_contents( BFWP_OUT, ( $j === false ? json_encode( array( 'fatal' => 'json: ' . json_last_error_msg() ) ) : $j ) . "\n" );
}
function bfwp_messages( $html ) {
	$html = preg_replace( '#<br ?/?>|</p>|</div>#', "\n", $html );
	return array_values( array_filter( array_map( function ( $s ) { return mb_strimwidth( trim( html_entity_decode( strip_tags( $s ), ENT_QUOTES, 'UTF-8' ) ), 0, 300, '…', 'UTF-8' ); }, explode( "\n", $html ) ), 'strlen' ) );
}
function bfwp_importer_version() {
	$d = get_file_data( WP_PLUGIN_DIR . '/wordpress-importer/wordpress-importer.php', array( 'v' => 'Version' ) );
	return $d['v'];
}
register_shutdown_function( 'bfwp_finish' );

// one import, the way step 1 + step 2 of wp-admin do it
function bfwp_import_once( $file ) {
	global $BFWP, $BFWP_IMP, $EZSQL_ERROR;
	$BFWP_IMP = new WP_Import();
	$t = microtime( true );
	// into a variable at once: when the importer die()s, WordPress flushes all buffers before our shutdown function runs
	$BFWP['out'] = '';
	ob_start( function ( $b ) { global $BFWP; $BFWP['out'] .= $b; return ''; } );
	$BFWP['stage'] = 'parse';
	$mode = getenv( 'BFWP_AUTHORS' ) ?: 'create';
	if ( $mode !== 'none' ) {
		// step 1 (handle_upload) parses the file just for the authors form
		$data = $BFWP_IMP->parse( $file );
		if ( is_wp_error( $data ) ) {
			$BFWP['parse_error'] = $data->get_error_code();
			echo 'PARSE: ', esc_html( $data->get_error_message() ), "<br />";
		} else {
			$BFWP_IMP->version = $data['version'];
			if ( $BFWP_IMP->version > $BFWP_IMP->max_wxr_version ) {
				echo 'WXR version ', esc_html( $data['version'] ), ' is newer than the importer knows<br />';
			}
			$BFWP_IMP->get_authors_from_import( $data );
			$post = array( 'imported_authors' => array(), 'user_map' => array(), 'user_new' => array() );
			foreach ( $BFWP_IMP->authors as $a ) {
				// the form posts the login back through HTML; single site, nothing chosen: a new user with the old login
				$post['imported_authors'][] = $a['author_login'];
				$post['user_map'][]         = $mode === 'create' ? 0 : 1;
				$post['user_new'][]         = '1.0' === (string) $BFWP_IMP->version ? sanitize_user( $a['author_login'], true ) : '';
			}
			$_POST = add_magic_quotes( $post );   // WordPress slashes $_POST
		}
		unset( $data );
		$BFWP_IMP->authors = array();
	}
	$t_parse = microtime( true ) - $t;
	$BFWP['stage'] = 'import';
	$BFWP_IMP->fetch_attachments = false;
	$BFWP_IMP->import( $file, array( 'rewrite_urls' => getenv( 'BFWP_REWRITE' ) === '1' ) );
	ob_end_flush();
	$o = $BFWP['out'];
	$BFWP['runs'][] = array( 'seconds' => round( microtime( true ) - $t, 3 ), 'parse_seconds' => round( $t_parse, 3 ), 'wxr_version' => $BFWP_IMP->version, 'messages' => bfwp_messages( $o ), 'processed_posts' => count( $BFWP_IMP->processed_posts ) );
	$BFWP['stage'] = 'dump';
}
$bfwp_n = (int) ( getenv( 'BFWP_TIMES' ) ?: 1 );
for ( $bfwp_i = 0; $bfwp_i < $bfwp_n; $bfwp_i++ ) {
	wp_cache_flush();
	bfwp_import_once( BFWP_FILE );
}
