revision = "4f7d20e9b3c8"
downRevision = "a6182fd0c95e"
message = "exams: add test centre"

upgrade {
    addColumn("exams") { varchar("centre", 120).default("Downsview") }
    alterColumn("exams", "remarks") { nullable(false); default("") }
}
// No downgrade block: the former definition of remarks comes from the replayed scripts.
