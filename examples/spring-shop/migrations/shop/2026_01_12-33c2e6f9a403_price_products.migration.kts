revision = "33c2e6f9a403"
downRevision = "22b1d5e8f302"
message = "price products"

upgrade {
    addColumn("products") { decimal("price", 10, 2).default(BigDecimal.ZERO) }
}
