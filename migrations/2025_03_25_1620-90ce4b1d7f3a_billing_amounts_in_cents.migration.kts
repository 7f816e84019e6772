revision = "90ce4b1d7f3a"
downRevision = "3d51f7e2a8c6"
message = "billing: amounts in cents"

// Money as a decimal was rounded by a report; whole cents cannot be.
upgrade {
    alterColumn("payments", "amount") {
        type { long(it) }
        using("amount * 100")
        rename("amount_cents")
    }
    dropConstraint("ck_payments_amount", "payments")
    createCheckConstraint("ck_payments_amount_cents", "payments", "amount_cents <> 0")
}

downgrade {
    dropConstraint("ck_payments_amount_cents", "payments")
    alterColumn("payments", "amount_cents") {
        type { decimal(it, 10, 2) }
        using("amount_cents / 100.0")
        rename("amount")
    }
    createCheckConstraint("ck_payments_amount", "payments", "amount <> 0")
}
