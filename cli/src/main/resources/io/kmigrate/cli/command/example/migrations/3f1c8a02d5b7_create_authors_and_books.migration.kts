revision = "3f1c8a02d5b7"
message = "create authors and books"

upgrade {
    createTable("authors", comment = "People who have written a book") {
        val id = long("id").autoIncrement()
        varchar("name", 200)
        primaryKey(id)
    }
    createTable("books") {
        val id = long("id").autoIncrement()
        long("author_id").references("authors", "id", onDelete = CASCADE)
        varchar("title", 300)
        integer("published")
        primaryKey(id)
    }
    createIndex("ix_books_author_id", "books", "author_id")
}

downgrade {
    dropTable("books")
    dropTable("authors")
}
