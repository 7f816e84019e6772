revision = "55e4a8b1c605"
downRevision = "44d3f7a0b504"
message = "customers of the old shop"

upgrade {
    bulkInsert(
        "customers",
        (1..1200).map { number ->
            mapOf("name" to "Customer $number", "mail" to "Customer.$number@Example.ORG")
        },
    )
}

downgrade {
    execute("delete from customers where name like 'Customer %'")
}
