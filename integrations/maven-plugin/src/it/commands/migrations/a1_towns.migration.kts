revision = "a1"
message = "towns"

upgrade {
    createTable("towns") { varchar("name", 20) }
    bulkInsert("towns", listOf(mapOf("name" to parameters["town"])))
}

downgrade { dropTable("towns") }
