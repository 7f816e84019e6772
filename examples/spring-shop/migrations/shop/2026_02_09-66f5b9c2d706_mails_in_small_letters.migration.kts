revision = "66f5b9c2d706"
downRevision = "55e4a8b1c605"
message = "mails in small letters"

// The service runs it, with kmigrate.backfill.enabled=true: the start does not wait for it.
upgrade {
    backfill("mails in small letters", "customers", where = "mail <> lower(mail)", background = true) {
        set("mail", "lower(mail)")
        undo { set("mail", "mail") }
    }
}
