package inventory

import org.jetbrains.exposed.v1.core.SortOrder
import org.jetbrains.exposed.v1.core.sum
import org.jetbrains.exposed.v1.jdbc.select
import org.jetbrains.exposed.v1.jdbc.transactions.transaction

/** Prints what is in stock. */
fun main() {
    val database = Connection.connect()
    val quantity = Movements.quantity.sum()
    transaction(database) {
        println("In stock, by ${database.dialect.name}:")
        (Items innerJoin Movements)
            .select(Items.sku, Items.name, quantity)
            .groupBy(Items.sku, Items.name)
            .orderBy(Items.sku, SortOrder.ASC)
            .forEach { println("  ${it[Items.sku]}  ${it[quantity]} × ${it[Items.name]}") }
    }
}
