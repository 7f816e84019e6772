revision = "c05b9f7e31d8"
downRevision = "8d27e6b94a10"
message = "add shelf to books"

// The table as it is at this revision. The model may change later, and this script does not.
object Books : Table("books") {
    val published = integer("published")
    val shelf = varchar("shelf", 16).nullable()
}

upgrade {
    addColumn("books") { varchar("shelf", 16).nullable() }
    // Code in the transaction of the migration. SQL would do, too: execute("update books set …").
    data("give each book a shelf") {
        Books.update({ Books.published less 1850 }) { it[shelf] = "old" }
        Books.update({ Books.published greaterEq 1850 }) { it[shelf] = "new" }
    }
    alterColumn("books", "shelf") { nullable(false) }
    createIndex("ix_books_shelf", "books", "shelf")
}

downgrade {
    dropIndex("ix_books_shelf", "books")
    dropColumn("books", "shelf")
}
