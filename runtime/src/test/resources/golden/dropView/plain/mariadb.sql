DROP VIEW `mails`;
