revision = "a84d07e6c513"
downRevision = "3f1c9a20b7e4"
message = "welcome the first guests"

upgrade {
    // The file goes into the bundle with the script.
    loadCsv("entries", "welcome.csv")
}

downgrade {
    execute("delete from entries where author = 'The house'")
}
