package inventory

import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.core.neq
import org.jetbrains.exposed.v1.javatime.date
import org.jetbrains.exposed.v1.javatime.datetime

/** What is kept. */
object Items : Table("items") {
    val id = long("id").autoIncrement()
    val sku = varchar("sku", 32).uniqueIndex("ux_items_sku")
    val name = varchar("name", 120)
    val barcode = varchar("barcode", 14).nullable().index("ix_items_barcode")
    val price = decimal("price", 10, 2).default(0.toBigDecimal())
    val addedOn = date("added_on")
    override val primaryKey = PrimaryKey(id)
}

/** Where it is kept. */
object Locations : Table("locations") {
    val id = long("id").autoIncrement()
    val name = varchar("name", 80).uniqueIndex("ux_locations_name")
    val active = bool("active").default(true)
    override val primaryKey = PrimaryKey(id)
}

/** What came and went. */
object Movements : Table("movements") {
    val id = long("id").autoIncrement()
    val item = long("item_id").references(Items.id, fkName = "fk_movements_item")
    val location = long("location_id").references(Locations.id, fkName = "fk_movements_location")
    val quantity = integer("quantity").check("ck_movements_quantity") { it neq 0 }
    val movedAt = datetime("moved_at").index("ix_movements_moved_at")
    override val primaryKey = PrimaryKey(id)
}
