revision = "6a0d3e91c7b4"
message = "create items and locations"

upgrade {
    createTable("items") {
        val id = long("id").autoIncrement()
        varchar("sku", 32)
        varchar("name", 120)
        decimal("price", 10, 2).default(0.toBigDecimal())
        integer("opening_stock").default(0)
        date("added_on")
        primaryKey(id)
    }
    createIndex("ux_items_sku", "items", "sku", unique = true)
    createTable("locations") {
        val id = long("id").autoIncrement()
        varchar("name", 80)
        bool("active").default(true)
        primaryKey(id)
    }
    createIndex("ux_locations_name", "locations", "name", unique = true)
    bulkInsert(
        "locations",
        listOf(mapOf("name" to "Cellar", "active" to true), mapOf("name" to "Shop", "active" to true)),
    )
    bulkInsert(
        "items",
        listOf(
            mapOf("sku" to "BK-001", "name" to "Field notebook", "price" to "6.50".toBigDecimal(),
                "opening_stock" to 120, "added_on" to java.time.LocalDate.of(2025, 4, 1)),
            mapOf("sku" to "PN-014", "name" to "Fountain pen, “Öresund”", "price" to "89.00".toBigDecimal(),
                "opening_stock" to 8, "added_on" to java.time.LocalDate.of(2025, 4, 1)),
            mapOf("sku" to "IN-203", "name" to "Ink, 50 ml", "price" to "12.90".toBigDecimal(),
                "added_on" to java.time.LocalDate.of(2025, 4, 2)),
        ),
    )
}
