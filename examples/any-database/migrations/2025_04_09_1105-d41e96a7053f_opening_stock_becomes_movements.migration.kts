revision = "d41e96a7053f"
downRevision = "b8f27c50e1d6"
message = "opening stock becomes movements"

// The tables as they are at this revision, with the columns that this script needs.
object Items : Table("items") {
    val id = long("id")
    val openingStock = integer("opening_stock")
}

object Movements : Table("movements") {
    val item = long("item_id")
    val location = long("location_id")
    val quantity = integer("quantity")
    val movedAt = datetime("moved_at")
}

upgrade {
    data(
        "move the opening stock into the cellar",
        offline =
            sql(
                "insert into movements (item_id, location_id, quantity, moved_at) " +
                    "select id, 1, opening_stock, '2025-01-01' from items where opening_stock <> 0"
            ),
    ) {
        val opening = java.time.LocalDate.of(2025, 1, 1).atStartOfDay()
        Items.selectAll().where { Items.openingStock neq 0 }.toList().forEach { row ->
            Movements.insert {
                it[item] = row[Items.id]
                it[location] = 1
                it[quantity] = row[Items.openingStock]
                it[movedAt] = opening
            }
        }
    }
    dropColumn("items", "opening_stock")
}

downgrade {
    addColumn("items") { integer("opening_stock").default(0) }
    data("take the opening stock back out of the cellar") {
        val opening = java.time.LocalDate.of(2025, 1, 1).atStartOfDay()
        Movements.selectAll().where { Movements.movedAt eq opening }.toList().forEach { row ->
            Items.update({ Items.id eq row[Movements.item] }) { it[openingStock] = row[Movements.quantity] }
        }
        Movements.deleteWhere { movedAt eq opening }
    }
}
