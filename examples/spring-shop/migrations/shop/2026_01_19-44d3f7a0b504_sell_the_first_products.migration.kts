revision = "44d3f7a0b504"
downRevision = "33c2e6f9a403"
message = "sell the first products"

upgrade {
    bulkInsert(
        "products",
        mapOf("name" to "Tea", "price" to BigDecimal("4.50")),
        mapOf("name" to "Coffee", "price" to BigDecimal("6.90")),
    )
}

downgrade {
    execute("delete from products where name in ('Tea', 'Coffee')")
}
