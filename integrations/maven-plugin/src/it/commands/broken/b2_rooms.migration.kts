revision = "b2"
downRevision = "a1"
message = "rooms"

upgrade { createTables("rooms") }
