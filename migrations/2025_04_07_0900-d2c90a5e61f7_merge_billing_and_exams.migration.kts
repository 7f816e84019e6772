revision = "d2c90a5e61f7"
downRevisions("90ce4b1d7f3a", "4f7d20e9b3c8")
message = "merge billing and exams"

upgrade {}

downgrade {}
