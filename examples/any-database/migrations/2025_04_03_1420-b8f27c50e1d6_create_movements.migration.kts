revision = "b8f27c50e1d6"
downRevision = "6a0d3e91c7b4"
message = "create movements"

upgrade {
    createTable("movements") {
        val id = long("id").autoIncrement()
        long("item_id").references("items", "id", name = "fk_movements_item")
        long("location_id").references("locations", "id", name = "fk_movements_location")
        integer("quantity")
        datetime("moved_at")
        primaryKey(id)
        check("ck_movements_quantity", "quantity <> 0")
    }
    createIndex("ix_movements_moved_at", "movements", "moved_at")
}
