package io.kmigrate.dsl.script

/** The sample script of the design, letter for letter but for its comments. */
val DESIGN_SAMPLE =
    """
    revision = "cd0edd614cc5"
    downRevision = "8f2a6c01b7de"            // absent or null: a base. Merge: downRevisions("a", "b")
    message = "add student phone"
    // branchLabels("billing"); dependsOn("4be1…"); transactional = false

    object Students : Table("students") { val id = long("id"); val phone = varchar("phone", 32).nullable() }   // frozen model

    upgrade {
        createTable("schools") {                        // the receiver IS an Exposed Table: one column language, not two
            val id = long("id").autoIncrement()
            varchar("name", 200)
            primaryKey(id)
        }
        addColumn("students") { varchar("phone", 32).nullable() }
        addColumn("students") { long("school_id").nullable().references("schools", "id", onDelete = CASCADE) }
        createIndex("ix_students_phone", "students", "phone", unique = false)
        execute("update students set phone = '' where phone is null")
        data("trim phones") { Students.update({ Students.phone like " %" }) { it[phone] = "" } }   // Exposed, in the migration's transaction
    }
    downgrade {
        dropIndex("ix_students_phone", "students")
        dropColumn("students", "school_id"); dropColumn("students", "phone")
        dropTable("schools")
    }
    """
        .trimIndent()

/** What its upgrade describes. */
val DESIGN_SAMPLE_UP =
    """
    createTable(table: schools, columns: [{name: id, type: int64, autoIncrement: true}, {name: name, type: varchar(200)}], primaryKey: {columns: [id]})
    addColumn(table: students, column: {name: phone, type: varchar(32), nullable: true})
    addColumn(table: students, column: {name: school_id, type: int64, nullable: true}, references: {columns: [school_id], referencedTable: schools, referencedColumns: [id], onDelete: CASCADE})
    createIndex(name: ix_students_phone, table: students, columns: [phone])
    execute(sql: update students set phone = '' where phone is null)
    data(description: trim phones)
    """
        .trimIndent()
