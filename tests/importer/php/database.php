<?php
// database.php SOCKET create|copy|drop NAME: an empty database, one with the tables and rows of `template`, or none.
mysqli_report( MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT );
$db = new mysqli( 'localhost', 'root', '', '', 0, $argv[1] );
[ , , $what, $name ] = $argv;
if ( 'drop' === $what ) {
	$db->query( "DROP DATABASE `$name`" );
	exit;
}
$db->query( "CREATE DATABASE `$name` CHARACTER SET utf8mb4" );
if ( 'copy' === $what ) {
	foreach ( $db->query( 'SHOW TABLES FROM `template`' )->fetch_all() as [ $table ] ) {
		$db->query( "CREATE TABLE `$name`.`$table` LIKE `template`.`$table`" );
		$db->query( "INSERT INTO `$name`.`$table` SELECT * FROM `template`.`$table`" );
	}
}
