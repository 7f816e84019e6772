package io.kmigrate.examples

import io.kmigrate.testing.strings
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.shouldBe
import java.sql.Connection
import java.sql.DriverManager

internal class DrivingSchoolReadmeTest : FunSpec() {
    private val place = autoClose(Page.folder()).path

    init {
        test("the driving school's readme runs as written, and leaves its catalog and data") {
            Page.ofExample("driving-school").play(place) { command ->
                when {
                    command.startsWith("migrate upgrade +1") -> afterFirstStep()
                    command.startsWith("migrate downgrade -1") -> afterOneStepBack()
                    command.startsWith("migrate downgrade 93d5") -> afterGoingBack()
                }
            }
            afterAll()
        }
    }

    private fun <T> database(block: (Connection) -> T): T =
        DriverManager.getConnection("jdbc:sqlite:$place/school.db").use(block)

    private fun afterFirstStep() = database {
        it.shape().map { line -> line.substringBefore('.').substringBefore(' ') }.toSet() shouldBe
            setOf("students", "instructors")
    }

    private fun afterOneStepBack() = database {
        it.shape() shouldContain "students.phone null"
        it.strings("select phone from students").toSet() shouldBe setOf(null)
        it.shouldHaveEverybody()
    }

    private fun afterGoingBack() = database {
        it.shape() shouldNotContain "students.phone null"
        it.shape() shouldNotContain "students index ix_students_phone"
        it.shouldHaveEverybody()
    }

    private fun afterAll() = database {
        it.strings("select name || ' ' || phone from students where phone is not null")
            .shouldContainExactly(
                "Amara Okafor +14165550134",
                "Liam O'Brien +19055550172",
                "Zoë Müller +16475550119",
                "Noah Tremblay +16135550150",
            )
        it.strings("select contact from students where name like 'Fatima%'") shouldBe
            listOf("fatima@example.org")
        it.shape()
            .shouldContainAll(
                "students.phone null",
                "students index ix_students_phone",
                "students unique [email]",
                "lessons [student_id] -> students CASCADE",
                "lessons index ix_lessons_starts_at",
                "vehicles unique [plate]",
            )
        it.strings("select status from lessons where starts_at > '2025-03' order by id") shouldBe
            listOf("held", "held", "missed", "held", "missed", "missed")
        it.strings("select distinct status from lessons where starts_at < '2025-03'") shouldBe
            listOf("held")
    }

    /** No change of the schema changes these rows. */
    private fun Connection.shouldHaveEverybody() {
        strings("select count(*) from students").single() shouldBe "6"
        strings(
                "select s.name || ' ' || l.starts_at || ' ' || l.status from lessons l " +
                    "join students s on s.id = l.student_id order by l.id"
            )
            .shouldContainExactly(
                "Amara Okafor 2025-03-20 16:00:00.000 held",
                "Liam O'Brien 2025-03-20 16:00:00.000 held",
                "Chen Wei 2025-03-21 09:30:00.000 missed",
                "Amara Okafor 2025-03-27 16:00:00.000 held",
                "Zoë Müller 2025-03-28 11:00:00.000 booked",
                "Noah Tremblay 2025-03-28 13:00:00.000 booked",
            )
        strings("pragma foreign_key_check") shouldBe emptyList()
    }
}
