package io.kmigrate.dsl.script

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import org.jetbrains.exposed.v1.core.ReferenceOption.CASCADE
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.core.like
import org.jetbrains.exposed.v1.jdbc.update

private object Students : Table("students") {
    val id = long("id")
    val phone = varchar("phone", 32).nullable()
}

class DesignSampleTest :
    FunSpec({
        test("the design's sample describes its operations without a compiler") {
            described {
                createTable("schools") {
                    val id = long("id").autoIncrement()
                    varchar("name", 200)
                    primaryKey(id)
                }
                addColumn("students") { varchar("phone", 32).nullable() }
                addColumn("students") {
                    long("school_id").nullable().references("schools", "id", onDelete = CASCADE)
                }
                createIndex("ix_students_phone", "students", "phone", unique = false)
                execute("update students set phone = '' where phone is null")
                data("trim phones") {
                    Students.update({ Students.phone like " %" }) { it[phone] = "" }
                }
            } shouldBe DESIGN_SAMPLE_UP
        }
    })
