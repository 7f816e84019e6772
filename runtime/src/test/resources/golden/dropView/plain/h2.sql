DROP VIEW "mails";
