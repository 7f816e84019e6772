// The tables as the application wants them. Change one, and run `migrate revision --autogenerate -m "…"`.

object Authors : ModelTable("authors", comment = "People who have written a book") {
    val id = long("id").autoIncrement()
    val name = varchar("name", 200)
    override val primaryKey = PrimaryKey(id)
}

object Books : ModelTable("books") {
    val id = long("id").autoIncrement()
    val author = reference("author_id", Authors.id, onDelete = CASCADE).index("ix_books_author_id")
    val title = varchar("title", 300)
    val published = integer("published")
    val shelf = varchar("shelf", 16).index("ix_books_shelf")
    override val primaryKey = PrimaryKey(id)
}
