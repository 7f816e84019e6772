revision = "5b9e07c3f2a4"
downRevision = "1f0c2ab47d31"
message = "create vehicles"

upgrade {
    createTable("vehicles") {
        val id = long("id").autoIncrement()
        val plate = varchar("plate", 16)
        varchar("make", 80)
        varchar("model", 80)
        integer("model_year")
        varchar("transmission", 16).default("automatic")
        date("out_of_service_on").nullable()
        primaryKey(id)
        unique("uq_vehicles_plate", plate)
        check("ck_vehicles_model_year", "model_year >= 1990")
        check("ck_vehicles_transmission", "transmission in ('automatic', 'manual')")
    }
}
// No downgrade block: a created table is undone by dropping it.
