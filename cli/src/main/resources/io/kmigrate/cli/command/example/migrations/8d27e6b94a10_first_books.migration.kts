revision = "8d27e6b94a10"
downRevision = "3f1c8a02d5b7"
message = "first books"

upgrade {
    bulkInsert(
        "authors",
        listOf(
            mapOf("id" to 1, "name" to "Mary Shelley"),
            mapOf("id" to 2, "name" to "Jules Verne"),
        ),
    )
    bulkInsert(
        "books",
        listOf(
            mapOf("author_id" to 1, "title" to "Frankenstein", "published" to 1818),
            mapOf("author_id" to 1, "title" to "The Last Man", "published" to 1826),
            mapOf("author_id" to 2, "title" to "Around the World in Eighty Days", "published" to 1872),
        ),
    )
}

downgrade {
    execute("delete from books")
    execute("delete from authors")
}
