package io.kmigrate.hibernate

import io.kmigrate.Migrator
import io.kmigrate.compare.Comparison
import io.kmigrate.diff.ObjectFilter
import io.kmigrate.dsl.source.FileTemplate
import io.kmigrate.dsl.source.NewRevision
import io.kmigrate.dsl.source.ScriptWriter
import io.kmigrate.operation.OperationDescription
import io.kmigrate.source.Model
import io.kmigrate.source.ScriptLoader
import io.kmigrate.testing.TestH2
import io.kmigrate.testing.TestPostgres
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.string.shouldContain
import jakarta.persistence.Column
import jakarta.persistence.ElementCollection
import jakarta.persistence.Entity
import jakarta.persistence.EnumType
import jakarta.persistence.Enumerated
import jakarta.persistence.GeneratedValue
import jakarta.persistence.GenerationType
import jakarta.persistence.Id
import jakarta.persistence.Index
import jakarta.persistence.JoinColumn
import jakarta.persistence.ManyToMany
import jakarta.persistence.ManyToOne
import jakarta.persistence.Table
import jakarta.persistence.UniqueConstraint
import jakarta.persistence.Version
import java.math.BigDecimal
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneOffset
import java.time.ZonedDateTime
import java.util.UUID
import javax.sql.DataSource
import org.hibernate.annotations.ColumnDefault
import org.hibernate.jpa.HibernatePersistenceConfiguration

/** The schema that Hibernate would make, as a model. */
class HibernateTest :
    FunSpec({
        val folder = Files.createTempDirectory("kmigrate-hibernate")
        afterSpec { folder.toFile().deleteRecursively() }

        mapOf("H2" to TestH2::freshDatabase, "PostgreSQL" to TestPostgres::freshDatabase).forEach {
            (kind, fresh) ->
            test("$kind: the generated revision makes what Hibernate expects") {
                val scripts = Files.createDirectories(folder.resolve("$kind/migrations"))
                val database = fresh()
                val first = ddl(folder.resolve("$kind/first.sql"), database, FIRST_ENTITIES)
                val begun = migrator(database, scripts, first, folder)
                begun.compareWithHistory(ALL).operations().shouldNotBeEmpty()
                write(begun, scripts, "courses", begun.compareWithDatabase(ALL))

                val migrated = migrator(database, scripts, first, folder)
                migrated.upgrade("head")
                descriptions(migrated.compareWithDatabase(ALL)).shouldBeEmpty()
                descriptions(migrated.compareWithHistory(ALL)).shouldBeEmpty()
                validate(database, FIRST_ENTITIES)
            }

            test("$kind: changed entities are changes, by the database and by the history") {
                val scripts = folder.resolve("$kind/migrations")
                val database = fresh()
                val second = ddl(folder.resolve("$kind/second.sql"), database, SECOND_ENTITIES)
                val migrator = migrator(database, scripts, second, folder)
                val byHistory = descriptions(migrator.compareWithHistory(ALL))
                migrator.upgrade("head")
                descriptions(migrator.compareWithDatabase(ALL)) shouldContainExactly byHistory
                byHistory
                    .map { it.substringBefore('(') }
                    .filterNot { it == "createForeignKey" } shouldContainExactly
                    listOf("createSequence", "createTable", "addColumn", "alterColumn")
                byHistory.joinToString() shouldContain "place"
            }

            test("$kind: tables that Hibernate made agree with its own text") {
                val database = fresh()
                val file = ddl(folder.resolve("$kind/own.sql"), database, FIRST_ENTITIES)
                configuration(FIRST_ENTITIES)
                    .property("jakarta.persistence.nonJtaDataSource", database)
                    .property("hibernate.hbm2ddl.auto", "create-only")
                    .createEntityManagerFactory()
                    .close()
                val none = Files.createDirectories(folder.resolve("$kind/none"))
                descriptions(migrator(database, none, file, folder).compareWithDatabase(ALL))
                    .shouldBeEmpty()
            }
        }
    })

private val ALL = ObjectFilter.all()

private fun migrator(database: DataSource, scripts: Path, model: Path, folder: Path): Migrator =
    Migrator.builder()
        .dataSource(database)
        .scripts(scripts)
        .cacheFolder(folder.resolve("cache"))
        .model(Model.ofScripts(model))
        .build()

private fun write(migrator: Migrator, scripts: Path, message: String, found: Comparison) {
    val now = ZonedDateTime.of(2026, 1, 5, 9, 0, 0, 0, ZoneOffset.UTC)
    ScriptWriter(
            scripts,
            ScriptLoader.Folders(listOf(scripts), false),
            FileTemplate.STANDARD,
            now,
        )
        .write(migrator.graph(), NewRevision.onHead(migrator.graph(), message).doing(found))
}

private fun descriptions(comparison: Comparison): List<String> =
    comparison.operations().map { OperationDescription.of(it).toString() }

private fun configuration(entities: List<Class<*>>) =
    HibernatePersistenceConfiguration("test").apply {
        entities.forEach { managedClass(it) }
        property("hibernate.physical_naming_strategy", SNAKE_CASE)
    }

/** The properties that the page advises. */
private fun ddl(file: Path, database: DataSource, entities: List<Class<*>>): Path {
    Files.createDirectories(file.parent)
    configuration(entities)
        .property("jakarta.persistence.nonJtaDataSource", database)
        .property("jakarta.persistence.schema-generation.scripts.action", "create")
        .property("jakarta.persistence.schema-generation.scripts.create-target", "$file")
        .property("hibernate.hbm2ddl.schema-generation.script.append", "false")
        .property("hibernate.hbm2ddl.delimiter", ";")
        .createEntityManagerFactory()
        .close()
    return file
}

private fun validate(database: DataSource, entities: List<Class<*>>) {
    configuration(entities)
        .property("jakarta.persistence.nonJtaDataSource", database)
        .property("hibernate.hbm2ddl.auto", "validate")
        .createEntityManagerFactory()
        .close()
}

private const val SNAKE_CASE = "org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl"

private val FIRST_ENTITIES = listOf(Course::class.java, Teacher::class.java)

private val SECOND_ENTITIES =
    listOf(LongerCourse::class.java, Teacher::class.java, Place::class.java)

internal enum class Level {
    BEGINNER,
    ADVANCED,
}

@Entity
@Table(
    name = "course",
    indexes = [Index(name = "course_starts", columnList = "startsOn")],
    uniqueConstraints = [UniqueConstraint(columnNames = ["title", "startsOn"])],
)
internal class Course {
    @Id @GeneratedValue(strategy = GenerationType.SEQUENCE) var id: Long = 0
    @Version var version: Int = 0
    @Column(length = 80, nullable = false) var title: String = ""
    @Enumerated(EnumType.STRING) var level: Level = Level.BEGINNER
    @Column(precision = 10, scale = 2) var price: BigDecimal? = null
    @Column(nullable = false) var startsOn: LocalDate? = null
    var changedAt: Instant? = null
    @ColumnDefault("true") var open: Boolean = true
    @Column(length = 4000) var notes: String? = null
    @Column(unique = true) var code: UUID? = null
    @ManyToOne(optional = false) @JoinColumn(name = "teacher_id") var teacher: Teacher? = null
    @ElementCollection var tags: Set<String> = setOf()
    @ManyToMany var helpers: Set<Teacher> = setOf()
}

@Entity
@Table(name = "teacher")
internal class Teacher {
    @Id @GeneratedValue(strategy = GenerationType.IDENTITY) var id: Long = 0
    @Column(nullable = false, unique = true) var name: String = ""
}

@Entity
@Table(name = "place")
internal class Place {
    @Id @GeneratedValue(strategy = GenerationType.SEQUENCE) var id: Long = 0
    var name: String? = null
}

/** The course after a change of the application. */
@Entity(name = "Course")
@Table(
    name = "course",
    indexes = [Index(name = "course_starts", columnList = "startsOn")],
    uniqueConstraints = [UniqueConstraint(columnNames = ["title", "startsOn"])],
)
internal class LongerCourse {
    @Id @GeneratedValue(strategy = GenerationType.SEQUENCE) var id: Long = 0
    @Version var version: Int = 0
    @Column(length = 120, nullable = false) var title: String = ""
    @Enumerated(EnumType.STRING) var level: Level = Level.BEGINNER
    @Column(precision = 10, scale = 2) var price: BigDecimal? = null
    @Column(nullable = false) var startsOn: LocalDate? = null
    var changedAt: Instant? = null
    @ColumnDefault("true") var open: Boolean = true
    @Column(length = 4000) var notes: String? = null
    @Column(unique = true) var code: UUID? = null
    @ManyToOne(optional = false) @JoinColumn(name = "teacher_id") var teacher: Teacher? = null
    @ManyToOne @JoinColumn(name = "place_id") var place: Place? = null
    @ElementCollection var tags: Set<String> = setOf()
    @ManyToMany var helpers: Set<Teacher> = setOf()
}
