revision = "b2"
downRevision = "a1"
message = "rooms"

upgrade { createTable("rooms") { integer("id") } }

downgrade { dropTable("rooms") }
