revision = "bb21c3d4e506"
downRevision = "aa10b2c3d405"
message = "note payments"

upgrade {
    addColumn("invoices") { date("paid_on").nullable() }
}
